import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';
import { MARKS, SEATS, SHEET_KINDS } from '../room/state.js';
import { candidateSheetSchema, interviewerSheetSchema, scoreSchema } from '../rating/sheet.js';

const round = z.union([z.literal(1), z.literal(2)]);
export const sheetKindSchema = z.enum(SHEET_KINDS);

/** A draft may be anything on the way to a sheet: it is kept as typed and checked only when submitted. */
export const draftSchema = z.strictObject({
  ratings: z.record(
    z.string().max(40),
    z.strictObject({ score: scoreSchema.optional(), evidence: z.array(z.json()).max(8).optional() }),
  ),
  overall: z.string().max(20).nullable().optional(),
  keep: z.string().max(500).optional(),
  change: z.string().max(500).optional(),
});
export type Draft = z.infer<typeof draftSchema>;

/** What a peer owes in a room, with drafts so far. */
export const ownSheetsSchema = z.object({
  sheets: z.array(
    z.object({
      round,
      kind: sheetKindSchema,
      /** `open`: may be filled in now; `later`: its time has not come; `submitted`; `missed`: 48 h are over. */
      status: z.enum(['later', 'open', 'submitted', 'missed']),
      /** What to rate: the competencies that the flow exercised, or the interviewer's skills. */
      competencies: z.array(competencySchema),
      /** Until when it is accepted, epoch milliseconds; `null` while its time has not come. */
      until: z.int().nullable(),
      draft: draftSchema.nullable(),
    }),
  ),
});
export type OwnSheets = z.infer<typeof ownSheetsSchema>;

/** One thing on a round's timeline, resolved to words, that evidence can point at. */
export const timelineItemSchema = z.object({
  kind: z.enum(['step', 'card', 'second', 'fact', 'hint', 'signal', 'moment']),
  /** The id that evidence names. */
  id: z.string(),
  /** Milliseconds on the round's clock. */
  t: z.int(),
  text: z.string(),
  competency: competencySchema.nullable(),
  mark: z.enum(MARKS).nullable(),
  side: z.enum(['strong', 'weak']).nullable(),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;

export const reportRoundSchema = z.object({
  round,
  track: trackSchema,
  level: levelSchema,
  flow: z.object({ id: z.string(), version: z.int(), title: z.string() }),
  interviewer: z.enum(SEATS),
  candidate: z.enum(SEATS),
  /** Milliseconds on the round's clock; `null` where the interview never started. */
  lengthMs: z.int().nullable(),
  steps: z.array(z.object({ id: z.string(), title: z.string(), budgetMs: z.int(), spentMs: z.int() })),
  timeline: z.array(timelineItemSchema),
  /** Of the signals listened for, per competency. */
  coverage: z.array(
    z.object({
      competency: competencySchema,
      unprompted: z.int(),
      afterCard: z.int(),
      missed: z.int(),
      notReached: z.int(),
    }),
  ),
  /** Sheets about and by the reader; `null` where none was submitted. */
  self: candidateSheetSchema.nullable(),
  peer: candidateSheetSchema.nullable(),
  ofInterviewer: interviewerSheetSchema.nullable(),
  /** Per competency the rubric's sentence one step above the peer's score. */
  oneStepUp: z.array(z.object({ competency: competencySchema, text: z.string() })),
});
export type ReportRound = z.infer<typeof reportRoundSchema>;

/** The debrief: sealed until all owed sheets are in or their time is up, then the same for both at once. */
export const reportSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('sealed'),
    /** When it opens at the latest, epoch milliseconds. */
    opensAt: z.int(),
    /** Sheets still owed by each seat: that, never what. */
    owed: z.object({ A: z.int(), B: z.int() }),
    seat: z.enum(SEATS),
  }),
  z.object({
    state: z.literal('revealed'),
    revealedAt: z.int(),
    seat: z.enum(SEATS),
    partner: z.object({ displayName: z.string(), bot: z.boolean() }),
    counts: z.boolean(),
    rounds: z.array(reportRoundSchema),
    /** Item key → marked useful (true) or not (false) by the reader. Keys: `<round>:<competency>|keep|change`. */
    useful: z.record(z.string(), z.boolean()),
  }),
]);
export type Report = z.infer<typeof reportSchema>;
