import { z } from 'zod';
import { BANDS, SHOWN } from '#shared/rating/shown.js';

/** Who is rated: a candidate by the interviewer, or the interviewer by the candidate. The same model for both. */
export const roleSchema = z.enum(['candidate', 'interviewer']);
export type Role = z.infer<typeof roleSchema>;
export const ROLES = roleSchema.options;

const shownSchema = z.enum(SHOWN);
const estimatedSchema = z.object({ score: z.number(), se: z.number() });

const explanationSchema = z.object({
  raw: z.number(),
  severity: z.number(),
  difficulty: z.number(),
  pair: z.number(),
  prior: z.number(),
  priorWeight: z.number(),
  competency: z.number(),
  deviation: z.number(),
});

/** One competency, or of interviewers one skill. */
const competencyOutputSchema = estimatedSchema.extend({
  competency: z.string(),
  sheets: z.int(),
  raters: z.int(),
  shown: shownSchema,
  stands: z.enum(['strength', 'weakness']).nullable(),
  /** c_k and D_uk: the rest of the explanation is that of the overall score. */
  offset: z.number(),
  deviation: z.number(),
});

/** Sheets of one track or level, adjusted. */
const partOutputSchema = z.object({
  key: z.string(),
  sheets: z.int(),
  raters: z.int(),
  mean: z.number(),
  se: z.number(),
});
export type PartOutput = z.infer<typeof partOutputSchema>;

const ratersLikeSchema = z.object({ harsh: z.int(), typical: z.int(), lenient: z.int() });

const pointOutputSchema = estimatedSchema.extend({
  sheet: z.uuid(),
  raw: z.number(),
  scores: z.array(estimatedSchema.extend({ competency: z.string(), raw: z.number() })),
});

/** What the model says of somebody who is rated, as it is written. */
export const candidateOutputSchema = estimatedSchema.extend({
  role: roleSchema,
  account: z.uuid(),
  shown: shownSchema,
  sheets: z.int(),
  raters: z.int(),
  level: z.string(),
  bands: z.object({ from: z.enum(BANDS), to: z.enum(BANDS) }),
  percentiles: z.object({ from: z.number(), to: z.number() }),
  explain: explanationSchema,
  competencies: z.array(competencyOutputSchema),
  byTrack: z.array(partOutputSchema),
  byLevel: z.array(partOutputSchema),
  ratersLike: ratersLikeSchema,
  /** In the order of time; of interviewers none are kept. */
  points: z.array(pointOutputSchema),
});
export type CandidateOutput = z.infer<typeof candidateOutputSchema>;

const flagSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('severity'),
    severity: z.number(),
    se: z.number(),
    sheets: z.int(),
    vignettes: z.int(),
  }),
  z.object({ kind: z.literal('profile'), fit: z.number(), se: z.number(), sheets: z.int() }),
  z.object({ kind: z.literal('flat'), spread: z.number(), sheets: z.int() }),
  z.object({ kind: z.literal('pair'), partner: z.uuid(), effect: z.number(), sheets: z.int() }),
]);

/** What the model says of somebody who rates candidates. */
export const raterOutputSchema = z.object({
  account: z.uuid(),
  severity: z.number(),
  se: z.number(),
  sheets: z.int(),
  vignettes: z.int(),
  consistency: z.number().nullable(),
  fit: z.number().nullable(),
  spread: z.number().nullable(),
  flags: z.array(flagSchema),
});
export type RaterOutput = z.infer<typeof raterOutputSchema>;

const reliabilitySchema = z.object({
  icc: z.number(),
  sheetsFor70: z.int().nullable(),
  sheetsFor80: z.int().nullable(),
});

/** What a full solve says of the platform: how reliable single sheets are, and how well each last one is predicted. */
export const platformSchema = z.object({
  reliability: z.object({ raw: reliabilitySchema, adjusted: reliabilitySchema }).nullable(),
  holdOut: z
    .object({ sheets: z.int(), model: z.number(), raw: z.number(), constant: z.number() })
    .nullable()
    .describe('Root mean squared errors of predicting everybody’s last sheet from the others, in points.'),
});

/** Pairs who give each other more than is due, so far that it is worth a look. */
export const pairOutputSchema = z.object({ a: z.uuid(), b: z.uuid(), effect: z.number(), sheets: z.int() });

/** Of those named in `goneCandidates` and `goneRaters` nothing is known any more. */
export const outputsSchema = z.object({
  candidates: z.array(candidateOutputSchema),
  raters: z.array(raterOutputSchema),
  goneCandidates: z.array(z.object({ role: roleSchema, account: z.uuid() })),
  goneRaters: z.array(z.uuid()),
});
export type Outputs = z.infer<typeof outputsSchema>;

/** Everybody whom these outputs are about. */
export function peopleIn({ candidates, raters, goneCandidates, goneRaters }: Outputs): string[] {
  const named = [...candidates, ...raters, ...goneCandidates].map(({ account }) => account);
  return [...new Set([...named, ...goneRaters])];
}
