import { z } from 'zod';
import { competencySchema, interviewerSkillSchema } from '../interview/competency.js';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';
import { BANDS, SHOWN } from '../rating/shown.js';

/** Range of the progress page, in days; `null` for all. */
export const RANGES = { '30': 30, '90': 90, all: null } as const;
export const rangeSchema = z.enum(['30', '90', 'all']);

const estimatedSchema = z.object({ score: z.number(), se: z.number() });

const pointSchema = z.object({
  at: z.int().describe('When the interview was.'),
  room: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  raw: z.number().describe('What the partner gave, 1..5.'),
  estimate: z.number().describe('Estimate after this sheet on the same scale, with its standard error.'),
  se: z.number(),
});

/** Which claim the evidence carries: nothing, a band, or a score. */
export const shownSchema = z.enum(SHOWN);
const bandSchema = z.enum(BANDS);

export const explanationSchema = z
  .object({
    raw: z.number().describe('The weighted mean of what was given, later sheets weighing more.'),
    severity: z.number().describe('What harsh (+) raters took and lenient (−) ones gave.'),
    difficulty: z.number().describe('What hard (+) flows took and easy (−) ones gave.'),
    pair: z.number().describe('What partners met often gave beyond what was due (−), or the opposite.'),
    prior: z.number().describe('The average of the declared level.'),
    priorWeight: z.number().describe('How much of the score that average is, 0..1.'),
    competency: z
      .number()
      .describe('How this competency is rated everywhere, above (+) or below the others; 0 overall.'),
    deviation: z.number().describe('How far one’s own mean on this competency lies from one’s overall; 0 overall.'),
  })
  .describe(
    'An identity: score = (1 − priorWeight)·(raw + severity + difficulty + pair) + priorWeight·prior + competency + deviation.',
  );
export type ScoreExplanation = z.infer<typeof explanationSchema>;

export const competencyProgressSchema = z.object({
  competency: competencySchema,
  sheets: z.int(),
  raters: z.int(),
  shown: shownSchema.describe(
    'Which claim the evidence carries. With few sheets or raters it carries none, whatever the estimate.',
  ),
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  stands: z
    .enum(['strength', 'weakness'])
    .nullable()
    .describe('Beyond the 90 % interval of one’s own mean over all competencies; else `null`.'),
  explain: explanationSchema.nullable().describe('`null` where nothing is shown.'),
  points: z
    .array(pointSchema)
    .max(2)
    .describe('The first and the last sheet of the range that scored it, oldest first; all come by `progressPoints`.'),
  unprompted: z.int().describe('Signals marked over all counted rounds.'),
  afterCard: z.int(),
  missed: z.int(),
  self: z.number().nullable().describe('Own mean self-score on the same rounds, `null` without self-ratings.'),
  selfSheets: z.int(),
  gap: z
    .object({ value: z.number(), se: z.number(), blind: z.boolean() })
    .nullable()
    .describe(
      'Self minus peers, with its standard error; `blind` when the 90 % interval leaves out zero. From five self-ratings on, what one is off by everywhere (`selfOffset`) is taken out of it.',
    ),
});
export type CompetencyProgress = z.infer<typeof competencyProgressSchema>;

const overallSchema = z.object({
  sheets: z.int(),
  raters: z.int(),
  shown: shownSchema,
  level: levelSchema.nullable().describe('Declared at the first counted sheet; scores are read against it.'),
  score: z.number().nullable(),
  se: z.number().nullable(),
  bands: z
    .object({ from: bandSchema, to: bandSchema })
    .nullable()
    .describe('The same twice where that band has a probability of at least .7, else a range.'),
  percentile: z
    .object({ from: z.number(), to: z.number() })
    .nullable()
    .describe('Where the 90 % interval lies among people of the declared level, 0..100.'),
  explain: explanationSchema.nullable(),
});

/** Sheets of one track or level, adjusted for severity, difficulty and pairs. */
const partSchema = z.object({ sheets: z.int(), mean: z.number(), se: z.number() });

const drillSchema = z.object({
  competency: competencySchema,
  reason: z.string(),
  flow: z.object({ id: z.string(), title: z.string(), track: trackSchema }).nullable().describe('A flow to ask for.'),
  since: z.int().describe('When it was suggested.'),
  from: z
    .int()
    .describe('A good time for it: a rating from this day on ends it, and before that only one with its flow.'),
  until: z.int().describe('The last day of that time. Where nothing came of it, it is suggested anew after that.'),
});

/** What became of a drill or goal: the estimate then, and now, as far as both are shown. */
const changeSchema = z.object({
  competency: competencySchema,
  since: z.int(),
  before: estimatedSchema.nullable().describe('The estimate when it was begun; `null` where nothing was shown.'),
  now: estimatedSchema.nullable(),
  sheets: z.int().describe('Sheets that scored the competency since.'),
  verdict: z.enum(['better', 'worse', 'same', 'too-early']).describe('`same`: no change beyond chance (90 %).'),
});
export type MeasuredChange = z.infer<typeof changeSchema>;

const asInterviewerSchema = z.object({
  sheets: z.int(),
  raters: z.int(),
  shown: shownSchema,
  score: z.number().nullable().describe('The same estimator with the roles swapped.'),
  se: z.number().nullable(),
  skills: z.array(
    z.object({
      skill: interviewerSkillSchema,
      mean: z.number().nullable().describe('Of what candidates gave.'),
      n: z.int(),
      score: z.number().nullable().describe('Adjusted; `null` where nothing is shown.'),
      se: z.number().nullable(),
    }),
  ),
  useful: z.int(),
  notUseful: z.int(),
  severity: z
    .object({ value: z.number(), se: z.number(), sheets: z.int(), vignettes: z.int() })
    .nullable()
    .describe('How much harsher (+) or more lenient (−) than typical one rates, in points.'),
  consistency: z
    .number()
    .nullable()
    .describe('Mean squared standardised residual of one’s sheets: 1 is as expected, above 2 is erratic.'),
  spread: z.number().nullable().describe('Typical standard deviation within one’s sheets, in points.'),
});

export const progressSchema = z.object({
  compiledAt: z.int().nullable().describe('When the numbers were last compiled; `null` before the first time.'),
  pending: z.boolean().describe('The numbers are being compiled: `progress:changed` follows.'),
  sessions: z.int(),
  partners: z.int(),
  overall: overallSchema,
  competencies: z.array(competencyProgressSchema),
  selfOffset: estimatedSchema
    .nullable()
    .describe('How far one’s self-ratings lie above (+) or below (−) the peers’ estimate overall; from five on.'),
  byTrack: z.array(partSchema.extend({ track: trackSchema })),
  byLevel: z.array(partSchema.extend({ level: levelSchema })),
  raters: z
    .object({ harsh: z.int(), typical: z.int(), lenient: z.int() })
    .describe('How strict those who rated are: more than .3 from typical is harsh or lenient.'),
  asInterviewer: asInterviewerSchema,
  goal: changeSchema.nullable().describe('What one has set out to get better at.'),
  drill: drillSchema.nullable().describe('The competency to drill next, with the reason in words.'),
  drilled: z.array(changeSchema).describe('What became of earlier drills, newest first; at most five.'),
});
export type Progress = z.infer<typeof progressSchema>;

/** After one sheet: the estimate with what was known up to it, and for each competency that it scored. */
export const historyPointSchema = z.object({
  at: z.int(),
  room: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  track: trackSchema,
  level: levelSchema,
  raw: z.number().describe('Mean of what the partner gave, 1..5.'),
  score: z.number(),
  se: z.number(),
  scores: z.array(estimatedSchema.extend({ competency: competencySchema, raw: z.number() })),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;

/** Newest first; `next` is the cursor of the following page. */
export const historyPageSchema = z.object({ points: z.array(historyPointSchema), next: z.string().nullable() });

export const sessionRowSchema = z.object({
  room: z.uuid(),
  at: z.int(),
  track: trackSchema,
  level: levelSchema,
  length: lengthSchema,
  partner: z.object({ displayName: z.string(), bot: z.boolean() }),
  outcome: z.enum(['open', 'completed', 'ended-early', 'abandoned', 'no-show', 'void', 'rehearsed']),
  revealed: z.boolean(),
  counts: z
    .boolean()
    .describe('Kept and shown, but not part of the numbers (a bot took part, or nothing but a rehearsal was held).'),
  disputed: z.boolean().describe('One’s own rating was disputed by oneself, and is left out of the numbers.'),
  mean: z.number().nullable().describe('Mean of what the partner gave, `null` while sealed or missing.'),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

/** Sessions, newest first; `next` is the cursor of the following page. */
export const sessionPageSchema = z.object({ sessions: z.array(sessionRowSchema), next: z.string().nullable() });
