import { z } from 'zod';
import { competencySchema, interviewerSkillSchema } from '../interview/competency.js';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';

/** Range of the progress page, in days; `null` for all. */
export const RANGES = { '30': 30, '90': 90, all: null } as const;
export const rangeSchema = z.enum(['30', '90', 'all']);

const pointSchema = z.object({
  at: z.int().describe('When the interview was.'),
  room: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  raw: z.number().describe('What the partner gave, 1..5.'),
  estimate: z.number().describe('Estimate after this sheet on the same scale, with its standard error.'),
  se: z.number(),
});

/** Which claim the evidence carries: nothing, a band, or a score. */
export const shownSchema = z.enum(['nothing', 'band', 'score']);

export const competencyProgressSchema = z.object({
  competency: competencySchema,
  sheets: z.int(),
  raters: z.int(),
  shown: shownSchema.describe(
    'Which claim the evidence carries. With few sheets or raters it carries none, whatever the estimate.',
  ),
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  points: z.array(pointSchema),
  unprompted: z.int().describe('Signals marked over all counted rounds.'),
  afterCard: z.int(),
  missed: z.int(),
  self: z.number().nullable().describe('Own mean self-score on the same rounds, `null` without self-ratings.'),
  selfSheets: z.int(),
  gap: z
    .object({ value: z.number(), se: z.number(), blind: z.boolean() })
    .nullable()
    .describe('Self minus peers, with its standard error; `blind` when the 90 % interval leaves out zero.'),
});
export type CompetencyProgress = z.infer<typeof competencyProgressSchema>;

export const progressSchema = z.object({
  compiledAt: z.int().nullable().describe('When the numbers were last compiled; `null` before the first time.'),
  pending: z.boolean().describe('The numbers are being compiled: `progress:changed` follows.'),
  sessions: z.int(),
  partners: z.int(),
  competencies: z.array(competencyProgressSchema),
  asInterviewer: z.object({
    sheets: z.int(),
    skills: z.array(z.object({ skill: interviewerSkillSchema, mean: z.number().nullable(), n: z.int() })),
    useful: z.int(),
    notUseful: z.int(),
  }),
  drill: z
    .object({ competency: competencySchema, reason: z.string() })
    .nullable()
    .describe('The competency to drill next, with the reason in words.'),
});
export type Progress = z.infer<typeof progressSchema>;

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
  mean: z.number().nullable().describe('Mean of what the partner gave, `null` while sealed or missing.'),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

/** Sessions, newest first; `next` is the cursor of the following page. */
export const sessionPageSchema = z.object({ sessions: z.array(sessionRowSchema), next: z.string().nullable() });
