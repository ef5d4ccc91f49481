import { z } from 'zod';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';

/** What somebody asks for when they press "Practise now". */
export const ticketRequestSchema = z.strictObject({
  /** In order of preference. */
  tracks: z.array(trackSchema).min(1).max(6),
  length: lengthSchema,
  /** May be paired in a neighbouring track when their own is empty. */
  bridging: z.boolean(),
  /** What to do in round 1, where there is a wish; granted when the partner has none or the opposite one. */
  first: z.enum(['interview', 'answer']).optional(),
});
export type TicketRequest = z.infer<typeof ticketRequestSchema>;

/** One stage of relaxation: what is accepted from `fromMs` of waiting on. */
export const relaxationStageSchema = z.object({
  fromMs: z.int(),
  stage: z.enum(['same-level', 'neighbouring-level', 'bridge', 'any-level']),
});

export const proposalSchema = z.object({
  match: z.uuid(),
  /** Epoch milliseconds; the time until which both must accept. */
  expiresAt: z.int(),
  track: trackSchema,
  level: levelSchema,
  length: lengthSchema,
  partner: z.object({ displayName: z.string(), level: levelSchema, bot: z.boolean() }),
  /** Why these two: terms of the pair's quality, in words. */
  reasons: z.array(z.string()),
  accepted: z.boolean(),
  partnerAccepted: z.boolean(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** One's own place: nothing, waiting, asked to accept, or in a room. */
export const queueStatusSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('idle'),
    /** Why the last ticket ended, where it was not one's own wish. */
    ended: z.enum(['not-accepted', 'expired']).nullable(),
  }),
  z.object({
    state: z.literal('waiting'),
    ticket: z.uuid(),
    request: ticketRequestSchema,
    /** Epoch milliseconds. */
    enqueuedAt: z.int(),
    now: z.int(),
    /** Others waiting who could be paired with this ticket, now or after relaxation. */
    compatible: z.int(),
    /** Typical wait in milliseconds from recent matches in these tracks; `null` where there were too few to say. */
    typicalWaitMs: z.int().nullable(),
    /** How many recent matches that figure rests on. */
    basedOn: z.int(),
    stages: z.array(relaxationStageSchema),
    /** The other peer did not accept; this ticket kept its place. */
    partnerDeclined: z.boolean(),
  }),
  z.object({ state: z.literal('proposed'), ticket: z.uuid(), now: z.int(), proposal: proposalSchema }),
  z.object({ state: z.literal('in-room'), room: z.uuid() }),
]);
export type QueueStatus = z.infer<typeof queueStatusSchema>;

/** Live figures, public: who waits where. */
export const queueOverviewSchema = z.object({
  now: z.int(),
  tracks: z.array(
    z.object({
      track: trackSchema,
      /** Flows that can be practised today; a track without any cannot be queued for. */
      flows: z.int(),
      waiting: z.int(),
      typicalWaitMs: z.int().nullable(),
      basedOn: z.int(),
    }),
  ),
});
export type QueueOverview = z.infer<typeof queueOverviewSchema>;
