import { z } from 'zod';
import { flowRefSchema } from '../flow/flow.schema.js';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';
import { sheetSchema } from '../rating/sheet.js';
import { roomEventSchema } from '../room/events.js';
import { SEATS } from '../room/state.js';
import { accountSchema, signedInSessionSchema } from './account.js';
import { calibrationSchema, vignetteRatingSchema } from './calibration.js';
import { historyPointSchema, progressSchema, sessionRowSchema } from './progress.js';
import { disputedKindSchema, disputeReasonSchema, disputeStateSchema } from './follow-up.js';
import { draftSchema, reportSchema, sheetKindSchema } from './report.js';

/** How many exports somebody may ask for in 24 hours; those that failed do not count. */
export const EXPORTS_A_DAY = 3;
/** For how long an export can be downloaded once it was made. */
export const EXPORT_DAYS = 7;
/** What has to be typed to delete an account, so that it is done by no slip. */
export const ERASURE_PHRASE = 'delete my account';

/** An export of one's own data, as the list shows it. */
export const ownExportSchema = z.object({
  id: z.uuid(),
  requestedAt: z.int(),
  state: z.enum(['making', 'ready', 'failed']),
  done: z.int().describe('Rooms written so far …'),
  total: z.int().describe('… of how many; 0 until they were counted.'),
  bytes: z.int().nullable().describe('Size of the file; `null` until it is ready.'),
  expiresAt: z.int().nullable().describe('Until when it can be downloaded; `null` until it is ready.'),
});
export type OwnExport = z.infer<typeof ownExportSchema>;

export const ownExportsSchema = z.object({
  exports: z.array(ownExportSchema).describe('Newest first.'),
  nextAt: z.int().nullable().describe('When the next may be asked for, after three in a day; `null`: now.'),
});
export type OwnExports = z.infer<typeof ownExportsSchema>;

const round = z.union([z.literal(1), z.literal(2)]);
const when = z.string().describe('In UTC, for people: `2026-03-01 09:30:00 UTC`.');

const exportedDisputeSchema = z.object({
  when: when.describe('When one has made it.'),
  round,
  kind: disputedKindSchema.describe('Of the sheet that is disputed.'),
  reason: disputeReasonSchema,
  text: z.string(),
  state: disputeStateSchema,
  settledWhen: when.nullable().describe('When staff decided it, or one took it back; `null` while it is undecided.'),
  note: z.string().nullable().describe('What staff said with their decision.'),
});

/** A room that one took part in, as one's own seat could see it. */
export const exportedRoomSchema = z.object({
  room: z.uuid(),
  when: when.describe('When it opened.'),
  track: trackSchema,
  level: levelSchema,
  length: lengthSchema,
  seat: z.enum(SEATS).describe('One’s own; the other is the partner’s.'),
  partner: z.object({ displayName: z.string(), bot: z.boolean() }),
  outcome: sessionRowSchema.shape.outcome,
  chat: z.array(z.object({ when, from: z.enum(['you', 'partner']), text: z.string() })),
  notes: z
    .array(z.object({ round, text: z.string() }))
    .describe('One’s private notes or scratch pad of each round in which there are any, as they were last.'),
  sharedNotes: z
    .array(z.object({ round, text: z.string().nullable() }))
    .describe('The text that both could write, of each round in which there is any; `null` where it cannot be read.'),
  sheets: z
    .array(
      z.object({
        when: when.describe('When it was submitted.'),
        round,
        sheet: sheetSchema,
        correctedWhen: when.nullable().describe('When one last corrected it, and so wrote what it says now.'),
        earlier: z.array(z.object({ when, sheet: sheetSchema })).describe('What it said before that, oldest first.'),
      }),
    )
    .describe('What one has rated.'),
  drafts: z.array(z.object({ round, kind: sheetKindSchema, draft: draftSchema })).describe('Not submitted.'),
  report: reportSchema
    .nullable()
    .describe(
      'The debrief: what is sealed in the product is sealed here too. `null` where it cannot be put together any more.',
    ),
  correctedByPartner: z
    .array(z.object({ when, round, kind: disputedKindSchema }))
    .describe(
      'What the partner said of one and then corrected: when last. As in the product, only the last word is read.',
    ),
  disputes: z
    .array(exportedDisputeSchema)
    .describe('Of ratings about oneself, those that one took back included; oldest first.'),
  thanks: z.object({
    given: when.nullable().describe('When one has said thanks; `null` where one did not.'),
    received: z.boolean(),
  }),
  log: z
    .array(roomEventSchema)
    .describe('Every event that one was sent, in order. The partner’s account id is left blank.'),
});
export type ExportedRoom = z.infer<typeof exportedRoomSchema>;

const time = z.int().nullable();
const knowledgeSchema = z.object({
  studied: z
    .array(z.object({ flow: flowRefSchema, briefOpenedAt: z.int(), licensedAt: time }))
    .describe('Briefs opened in the library, and checks passed.'),
  met: z
    .array(
      z.object({
        flow: flowRefSchema,
        role: z.enum(['candidate', 'interviewer']),
        briefedAt: time,
        beganAt: time,
        over: z.boolean(),
      }),
    )
    .describe('In rooms.'),
  read: z.array(z.string()).describe('Ids of flows whose whole text one has read in the studio.'),
});

const exportedFlowSchema = z.object({
  title: z.string(),
  origin: z.string().nullable(),
  savedAt: z.int(),
  text: z.string().describe('The draft, YAML.'),
  versions: z.array(z.object({ version: z.int(), publishedAt: z.int(), shared: z.boolean(), text: z.string() })),
});
export type ExportedFlow = z.infer<typeof exportedFlowSchema>;

/**
 * Everything that is kept about somebody, for them: one JSON file. Times are epoch milliseconds, but for those that are
 * called `when`. `version` rises when something is taken out or means something else; new fields may come without.
 */
export const exportFileSchema = z.object({
  format: z.literal('turnabout-export'),
  version: z.literal(1),
  README: z.array(z.string()).describe('What stands where, in words.'),
  madeAt: when,
  account: accountSchema.extend({ createdAt: z.int() }),
  signedIn: z.array(signedInSessionSchema.omit({ current: true })),
  progress: progressSchema,
  points: z.array(historyPointSchema).describe('After each sheet about oneself, newest first.'),
  calibration: z.object({ standing: calibrationSchema, ratings: z.array(vignetteRatingSchema) }),
  library: knowledgeSchema,
  studio: z.array(exportedFlowSchema),
  rooms: z.array(exportedRoomSchema).describe('Newest first.'),
});
export type ExportFile = z.infer<typeof exportFileSchema>;
