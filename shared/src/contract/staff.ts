import { z } from 'zod';
import { SEATS } from '../room/state.js';
import { disputeReasonSchema, disputeStateSchema, disputedKindSchema } from './follow-up.js';
import { jsonSchema, reportRoundSchema } from './report.js';
import { candidateSheetSchema, interviewerSheetSchema } from '../rating/sheet.js';

const round = z.union([z.literal(1), z.literal(2)]);

/** Somebody as staff see them; `null` where the account is gone. */
const personSchema = z.object({ id: z.uuid(), displayName: z.string() });
const goneable = personSchema.nullable().describe('`null` where the account is gone.');

/** One solution of the rating model over all sheets. */
export const epochSchema = z.object({
  id: z.int(),
  reason: z
    .string()
    .describe('`empty`, `changes`, `nightly`, `again` (one that broke off), `rebuild` or `staff`; more may come.'),
  state: z.enum(['running', 'current', 'past', 'failed']),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  sheets: z.int(),
  sweeps: z.int(),
  lastChange: z.number().describe('What the last sweep still moved, at most, in points.'),
  progress: z.object({ done: z.int(), total: z.int() }),
});
export type Epoch = z.infer<typeof epochSchema>;

const reliabilitySchema = z.object({
  icc: z
    .number()
    .describe('ICC(1): how much of what single sheets differ by is the person, at most 1; below 0 is none.'),
  sheetsFor70: z.int().nullable().describe('Sheets whose mean has a reliability of .7; `null` where no number has.'),
  sheetsFor80: z.int().nullable(),
});

/** How far the numbers of an epoch can be trusted, measured on the sheets themselves. */
export const platformSchema = z.object({
  reliability: z
    .object({
      raw: reliabilitySchema,
      adjusted: reliabilitySchema.describe('With severity, questions and pairs taken out of each sheet.'),
    })
    .nullable()
    .describe('`null` as long as nobody has two sheets.'),
  holdOut: z
    .object({
      sheets: z.int().describe('Hidden and predicted: the last one of everybody who has four.'),
      model: z.number().describe('RMSE in points; lower is better.'),
      raw: z.number().describe('Of the mean of the person’s other sheets.'),
      constant: z.number().describe('Of one number for everybody.'),
    })
    .nullable(),
});
export type Platform = z.infer<typeof platformSchema>;

export const ratingsOverviewSchema = z.object({
  current: epochSchema.nullable(),
  running: epochSchema.nullable(),
  platform: platformSchema.nullable().describe('Of the current epoch.'),
  waiting: z.int().describe('Sheets that are in no batch yet.'),
  wished: z.boolean().describe('Staff have asked for a new epoch, and there is none since.'),
  past: z.array(epochSchema).max(20).describe('Latest first, failed ones included.'),
});
export type RatingsOverview = z.infer<typeof ratingsOverviewSchema>;

/**
 * What can stand out; each is a question to a person and no verdict. `profile`: the scores within a sheet follow no
 * profile; `flat`: they are all the same; `pair`: two give each other more than is due.
 */
export const FLAG_SIGNS = ['severity', 'profile', 'flat', 'pair'] as const;
export const flagSignSchema = z.enum(FLAG_SIGNS);
export type FlagSign = z.infer<typeof flagSignSchema>;

export const flagSchema = z.object({
  id: z
    .string()
    .describe('The same as long as the same people stand out: `rater_<account>` or `pair_<account>_<account>`.'),
  people: z.array(personSchema).min(1).max(2).describe('One rater, or two who rate each other.'),
  signs: z.array(
    z.object({
      sign: z.enum(FLAG_SIGNS),
      value: z.number(),
      se: z.number().nullable(),
      from: z.number().describe('What it has to be beyond to stand out.'),
      sheets: z.int().describe('What it is worked out from.'),
    }),
  ),
  vignettes: z.int().nullable().describe('Vignettes rated; `null` for a pair.'),
  looked: z
    .object({ at: z.int(), by: goneable, note: z.string() })
    .nullable()
    .describe('Somebody of staff has looked at it, and nothing new has stood out since.'),
});
export type Flag = z.infer<typeof flagSchema>;

/** A dispute in the list. */
export const disputeLineSchema = z.object({
  id: z.uuid(),
  room: z.uuid(),
  round,
  kind: disputedKindSchema,
  openedAt: z.int(),
  state: disputeStateSchema,
  reason: disputeReasonSchema,
  by: personSchema,
  author: personSchema,
  ownRoom: z.boolean().describe('The reader sat in that room, and may not decide.'),
});
export type DisputeLine = z.infer<typeof disputeLineSchema>;

const sheetTextSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('peer'), content: candidateSheetSchema }),
  z.object({ kind: z.literal('interviewer'), content: interviewerSheetSchema }),
]);

/** A dispute with all that there is to judge it by. */
export const disputeCaseSchema = disputeLineSchema.extend({
  text: z.string(),
  decision: z.object({ at: z.int(), by: goneable, note: z.string() }).nullable(),
  revealedAt: z.int(),
  sheet: sheetTextSchema,
  earlier: z
    .array(z.object({ version: z.int(), at: z.int(), sheet: sheetTextSchema }))
    .describe('Earlier versions, where its author corrected it; latest first.'),
  seats: z.object({ by: z.enum(SEATS), author: z.enum(SEATS) }),
  interview: reportRoundSchema
    .omit({ self: true, peer: true, ofInterviewer: true, oneStepUp: true })
    .describe('The round that it is about, with its timeline.'),
});
export type DisputeCase = z.infer<typeof disputeCaseSchema>;

export const deadJobSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  about: z.string().describe('The same for all tries at the same thing.'),
  payload: jsonSchema,
  attempts: z.int(),
  error: z.string(),
  firstFailedAt: z.int(),
  lastFailedAt: z.int(),
});
export type DeadJobLine = z.infer<typeof deadJobSchema>;

export const jobsOverviewSchema = z.object({
  waiting: z.int().describe('For a worker.'),
  delayed: z.int().describe('For their time.'),
  active: z.int(),
  dead: z.int().describe('Failed for the last time, and neither replayed nor dismissed.'),
  failures: z.array(deadJobSchema),
  next: z.string().nullable(),
});
export type JobsOverview = z.infer<typeof jobsOverviewSchema>;

export const AUDIT_ACTIONS = [
  'disputes-listed',
  'dispute-read',
  'dispute-kept-out',
  'dispute-counted-again',
  'flags-listed',
  'flag-looked-at',
  'flag-reopened',
  'job-replayed',
  'jobs-replayed',
  'job-dismissed',
  'epoch-asked',
  'flows-listed',
  'flow-read',
  'flow-shared',
  'flow-unshared',
] as const;
export const auditActionSchema = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditActionSchema>;

export const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.int(),
  by: goneable,
  action: auditActionSchema,
  subject: z.string().nullable().describe('The id of what it was done to.'),
  note: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
