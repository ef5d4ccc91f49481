import { z } from 'zod';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';

/** What somebody asks for when they press "Practise now". */
export const ticketRequestSchema = z.strictObject({
  tracks: z.array(trackSchema).min(1).max(6).describe('In order of preference.'),
  length: lengthSchema,
  bridging: z.boolean().describe('May be paired in a neighbouring track when their own is empty.'),
  first: z
    .enum(['interview', 'answer'])
    .optional()
    .describe('What to do in round 1, where there is a wish; granted when the partner has none or the opposite one.'),
});
export type TicketRequest = z.infer<typeof ticketRequestSchema>;

/** One stage of relaxation: what is accepted from `fromMs` of waiting on. */
export const relaxationStageSchema = z.object({
  fromMs: z.int().describe('From this many milliseconds of waiting on.'),
  stage: z.enum(['same-level', 'neighbouring-level', 'bridge', 'any-level']),
});

export const proposalSchema = z.object({
  match: z.uuid(),
  expiresAt: z.int().describe('The time until which both must accept.'),
  track: trackSchema,
  level: levelSchema.describe('At which the flows are played: that of the room.'),
  length: lengthSchema,
  partner: z.object({ displayName: z.string(), level: levelSchema, bot: z.boolean() }),
  reasons: z.array(z.string()).describe('Why these two, in words for people; empty with a bot.'),
  accepted: z.boolean().describe('By oneself.'),
  partnerAccepted: z.boolean(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** One's own place: nothing, waiting, asked to accept, or in a room. */
export const queueStatusSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('idle'),
    ended: z
      .enum(['not-accepted', 'expired'])
      .nullable()
      .describe(
        'Why the last ticket ended, where it was not one’s own wish: the match was not accepted, or nothing was heard of the client.',
      ),
  }),
  z.object({
    state: z.literal('waiting'),
    ticket: z.uuid(),
    request: ticketRequestSchema,
    enqueuedAt: z.int(),
    now: z.int(),
    compatible: z.int().describe('Others waiting who could be paired with this ticket, now or after relaxation.'),
    typicalWaitMs: z
      .int()
      .nullable()
      .describe(
        'Typical wait in milliseconds from recent matches in these tracks; `null` where there were too few to say.',
      ),
    basedOn: z.int().describe('How many recent matches that figure rests on.'),
    stages: z
      .array(relaxationStageSchema)
      .describe('What is accepted after how long a wait; each stage keeps what the ones before accept.'),
    partnerDeclined: z.boolean().describe('The other peer did not accept; this ticket kept its place.'),
  }),
  z.object({ state: z.literal('proposed'), ticket: z.uuid(), now: z.int(), proposal: proposalSchema }),
  z.object({
    state: z.literal('in-room'),
    room: z.uuid().describe('Until it is closed this is the status, whatever became of the connection.'),
  }),
]);
export type QueueStatus = z.infer<typeof queueStatusSchema>;

/** Live figures, public: who waits where. */
export const queueOverviewSchema = z.object({
  now: z.int(),
  tracks: z.array(
    z.object({
      track: trackSchema,
      flows: z.int().describe('Flows that can be practised today; a track with fewer than two cannot be queued for.'),
      waiting: z.int(),
      typicalWaitMs: z.int().nullable(),
      basedOn: z.int(),
    }),
  ),
});
export type QueueOverview = z.infer<typeof queueOverviewSchema>;
