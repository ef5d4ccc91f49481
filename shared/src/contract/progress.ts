import { z } from 'zod';
import { competencySchema, interviewerSkillSchema } from '../interview/competency.js';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';

/** Range of the progress page, in days; `null` for all. */
export const RANGES = { '30': 30, '90': 90, all: null } as const;
export const rangeSchema = z.enum(['30', '90', 'all']);

const pointSchema = z.object({
  /** Epoch milliseconds of the interview. */
  at: z.int(),
  room: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  /** What the partner gave, 1..5. */
  raw: z.number(),
  /** Estimate after this sheet on the same scale, with its standard error. */
  estimate: z.number(),
  se: z.number(),
});

/** Which claim the evidence carries: nothing, a band, or a score. */
export const shownSchema = z.enum(['nothing', 'band', 'score']);

export const competencyProgressSchema = z.object({
  competency: competencySchema,
  sheets: z.int(),
  raters: z.int(),
  shown: shownSchema,
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  points: z.array(pointSchema),
  /** Signals marked over all counted rounds. */
  unprompted: z.int(),
  afterCard: z.int(),
  missed: z.int(),
  /** Own mean self-score on the same rounds, `null` without self-ratings. */
  self: z.number().nullable(),
  selfSheets: z.int(),
  /** Self minus peers, with its standard error; `blind` when the 90 % interval leaves out zero. */
  gap: z.object({ value: z.number(), se: z.number(), blind: z.boolean() }).nullable(),
});
export type CompetencyProgress = z.infer<typeof competencyProgressSchema>;

export const progressSchema = z.object({
  /** When the numbers were last compiled, epoch milliseconds; `null` before the first time. */
  compiledAt: z.int().nullable(),
  /** A compile is under way: the page will change by itself. */
  pending: z.boolean(),
  sessions: z.int(),
  partners: z.int(),
  competencies: z.array(competencyProgressSchema),
  asInterviewer: z.object({
    sheets: z.int(),
    skills: z.array(z.object({ skill: interviewerSkillSchema, mean: z.number().nullable(), n: z.int() })),
    useful: z.int(),
    notUseful: z.int(),
  }),
  /** The competency to drill next, with the reason in words. */
  drill: z.object({ competency: competencySchema, reason: z.string() }).nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

export const sessionRowSchema = z.object({
  room: z.uuid(),
  at: z.int(),
  track: trackSchema,
  level: levelSchema,
  length: lengthSchema,
  partner: z.object({ displayName: z.string(), bot: z.boolean() }),
  outcome: z.enum(['open', 'completed', 'ended-early', 'abandoned', 'no-show', 'void']),
  revealed: z.boolean(),
  /** Kept and shown, but not part of the numbers (a bot took part). */
  counts: z.boolean(),
  /** Mean of what the partner gave, `null` while sealed or missing. */
  mean: z.number().nullable(),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

/** Sessions, newest first; `next` is the cursor of the following page. */
export const sessionPageSchema = z.object({ sessions: z.array(sessionRowSchema), next: z.string().nullable() });
