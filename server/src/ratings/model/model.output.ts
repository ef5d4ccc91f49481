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

/** What the model says of somebody who rates candidates. */
export const raterOutputSchema = z.object({
  account: z.uuid(),
  severity: z.number(),
  se: z.number(),
  sheets: z.int(),
  vignettes: z.int(),
});
export type RaterOutput = z.infer<typeof raterOutputSchema>;

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
