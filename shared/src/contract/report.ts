import { z } from 'zod';
import { STAGES } from '../flow/flow.schema.js';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';
import { MARKS, SEATS, SHEET_KINDS } from '../room/state.js';
import { candidateSheetSchema, interviewerSheetSchema, scoreSchema } from '../rating/sheet.js';

const round = z.union([z.literal(1), z.literal(2)]);
export const sheetKindSchema = z.enum(SHEET_KINDS);

/** Any JSON: an evidence that is not finished yet. */
export const jsonSchema = z.json().register(z.globalRegistry, { id: 'Json' });

/** A draft may be anything on the way to a sheet: it is kept as typed and checked only when submitted. */
export const draftSchema = z.strictObject({
  ratings: z
    .record(
      z.string().max(40),
      z.strictObject({ score: scoreSchema.optional(), evidence: z.array(jsonSchema).max(8).optional() }),
    )
    .describe('By competency, in an `interviewer` sheet by skill.'),
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
      status: z
        .enum(['later', 'open', 'submitted', 'missed'])
        .describe(
          '`open`: to be filled in now; `later`: the interview has not ended, or the self-rating is not in yet; `missed`: the 48 hours are over, or the room is revealed.',
        ),
      competencies: z
        .array(competencySchema)
        .describe(
          'What to rate, exactly once each. Empty for an `interviewer` sheet, which always has the four skills, and as long as `until` is null.',
        ),
      until: z
        .int()
        .nullable()
        .describe('Until when it is accepted, long after the phase itself; `null` until the interview has ended.'),
      draft: draftSchema.nullable(),
    }),
  ),
});
export type OwnSheets = z.infer<typeof ownSheetsSchema>;

/** One thing on a round's timeline, resolved to words, that evidence can point at. */
export const timelineItemSchema = z.object({
  kind: z.enum(['step', 'card', 'second', 'fact', 'hint', 'signal', 'moment']),
  id: z.string().describe('Of the step, card, fact, signal or moment, as in the flow and in the events.'),
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
  rehearsal: z
    .boolean()
    .describe('The candidate took it alone: there is a `self` sheet at most, for them alone, and it is in no numbers.'),
  lengthMs: z.int().nullable().describe('Milliseconds on the round’s clock; `null` where the interview never started.'),
  steps: z.array(z.object({ id: z.string(), title: z.string(), budgetMs: z.int(), spentMs: z.int() })),
  stages: z
    .array(z.object({ stage: z.enum(STAGES), budgetMs: z.int(), spentMs: z.int() }))
    .describe('Of a design interview: what its four stages were given and took. Empty for others.'),
  timeline: z.array(timelineItemSchema),
  coverage: z
    .array(
      z.object({
        competency: competencySchema,
        unprompted: z.int(),
        afterCard: z.int(),
        missed: z.int(),
        notReached: z.int(),
      }),
    )
    .describe('Of the signals listened for, per competency.'),
  self: candidateSheetSchema
    .nullable()
    .describe('What the candidate said of themself. As with the two below, `null` where none was submitted.'),
  peer: candidateSheetSchema.nullable().describe('What the interviewer said of the candidate.'),
  ofInterviewer: interviewerSheetSchema.nullable().describe('What the candidate said of the interviewer.'),
  oneStepUp: z
    .array(z.object({ competency: competencySchema, text: z.string() }))
    .describe('Per competency the rubric’s sentence one step above the peer’s score.'),
});
export type ReportRound = z.infer<typeof reportRoundSchema>;

/** The debrief: sealed until all owed sheets are in or their time is up, then the same for both at once. */
export const reportSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('sealed'),
    opensAt: z.int().describe('When it opens at the latest; as long as a round is still to come, a guess that moves.'),
    owed: z
      .object({ A: z.int(), B: z.int() })
      .describe('How many sheets each seat still owes, those of rounds to come included.'),
    seat: z.enum(SEATS),
  }),
  z.object({
    state: z.literal('revealed'),
    revealedAt: z.int(),
    seat: z.enum(SEATS),
    partner: z.object({
      displayName: z.string(),
      bot: z.boolean(),
      deleted: z
        .boolean()
        .describe('The partner’s account was deleted: their words are gone, and what was said of them.'),
    }),
    counts: z
      .boolean()
      .describe('Whether it enters anybody’s numbers: not with a bot, and not where only a rehearsal was held.'),
    rounds: z.array(reportRoundSchema),
    useful: z
      .record(z.string(), z.boolean())
      .describe('What the reader marked, by item: see `markUseful`. An item that is missing was not marked.'),
  }),
]);
export type Report = z.infer<typeof reportSchema>;
