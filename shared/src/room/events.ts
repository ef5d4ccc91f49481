import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { CARD_KINDS, flowRefSchema } from '../flow/flow.schema.js';
import { lengthSchema, levelSchema, trackSchema } from '../interview/track.js';
import { CLOSE_REASONS, END_SCOPES, MARKS, SEATS, SHEET_KINDS } from './state.js';

const seat = z.enum(SEATS);
const actor = z.enum([...SEATS, 'system']);
const time = z.int().min(0);
const round = z.union([z.literal(1), z.literal(2)]);
const id = z.string().min(1).max(60);

export const durationsSchema = z.strictObject({
  gathering: time,
  briefing: time,
  interview: time,
  rating: time,
  debrief: time,
  pauseLimit: time,
  pauseTotal: time,
  extension: time,
  extensionsMax: z.int().min(0),
  seatHold: time,
  proposalLapse: time,
});

export const peerSchema = z.strictObject({
  account: z.uuid(),
  displayName: z.string().max(60),
  level: levelSchema,
  bot: z.boolean(),
  deleted: z.literal(true).optional().describe('Has deleted the account since: nothing that they wrote is left.'),
});

const roundSchema = z.strictObject({ interviewer: seat, candidate: seat, flow: flowRefSchema.nullable() });

export const momentSchema = z.strictObject({
  id: z.uuid(),
  t: time,
  side: z.enum(['strong', 'weak']),
  competency: competencySchema,
  text: z.string().max(280),
});

/** Everything that can have happened in a room, in the past tense. `t` is milliseconds on the round's clock. */
export const roomEventBodySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('opened'),
    room: z.uuid(),
    track: trackSchema,
    level: levelSchema,
    length: lengthSchema,
    durations: durationsSchema,
    peers: z.strictObject({ A: peerSchema, B: peerSchema }),
    rounds: z.tuple([roundSchema, roundSchema]),
    until: time,
  }),
  z.strictObject({ type: z.literal('entered'), seat }),
  z.strictObject({ type: z.literal('left'), seat }),
  z.strictObject({ type: z.literal('seatReleased'), seat }),
  z.strictObject({ type: z.literal('briefingStarted'), round, until: time }),
  z.strictObject({ type: z.literal('readyDeclared'), seat }),
  z.strictObject({
    type: z.literal('interviewStarted'),
    round,
    until: time,
    prompt: z.strictObject({ title: z.string(), text: z.string() }),
  }),
  z.strictObject({
    type: z.literal('rehearsalStarted'),
    round,
    until: time,
    prompt: z.strictObject({ title: z.string(), text: z.string() }),
  }),
  z.strictObject({ type: z.literal('stepEntered'), round, step: id, question: z.string(), t: time }),
  z.strictObject({ type: z.literal('factReleased'), round, fact: id, text: z.string(), t: time }),
  z.strictObject({
    type: z.literal('cardPlayed'),
    round,
    card: id,
    kind: z.enum(CARD_KINDS),
    say: z.string(),
    t: time,
  }),
  z.strictObject({ type: z.literal('secondProbePlayed'), round, card: id, say: z.string(), t: time }),
  z.strictObject({ type: z.literal('hintAsked'), round, t: time }),
  z.strictObject({ type: z.literal('hintGiven'), round, card: id, say: z.string(), t: time }),
  z.strictObject({
    type: z.literal('signalMarked'),
    round,
    signal: id,
    mark: z.enum(MARKS),
    card: id.nullable(),
    t: time,
  }),
  z.strictObject({ type: z.literal('markCleared'), round, signal: id }),
  z.strictObject({ type: z.literal('momentAdded'), round, moment: momentSchema }),
  z.strictObject({ type: z.literal('momentEdited'), round, moment: momentSchema }),
  z.strictObject({ type: z.literal('momentRemoved'), round, id: z.uuid() }),
  z.strictObject({ type: z.literal('noteWritten'), seat, text: z.string() }),
  z.strictObject({ type: z.literal('said'), id: z.uuid(), seat, text: z.string() }),
  z.strictObject({ type: z.literal('paused'), round, by: seat, resumesAt: time }),
  z.strictObject({ type: z.literal('resumed'), round, by: actor, until: time }),
  z.strictObject({ type: z.literal('extensionProposed'), round, by: seat, lapsesAt: time }),
  z.strictObject({ type: z.literal('extensionAnswered'), round, agree: z.boolean(), until: time }),
  z.strictObject({ type: z.literal('extensionLapsed'), round }),
  z.strictObject({ type: z.literal('endProposed'), round, by: seat, scope: z.enum(END_SCOPES), lapsesAt: time }),
  z.strictObject({ type: z.literal('endAnswered'), round, agree: z.boolean() }),
  z.strictObject({ type: z.literal('endWithdrawn'), round }),
  z.strictObject({ type: z.literal('endLapsed'), round }),
  z.strictObject({ type: z.literal('interviewEnded'), round, how: z.enum(['deadline', 'agreed', 'alone']) }),
  z.strictObject({ type: z.literal('ratingStarted'), round, until: time }),
  z.strictObject({ type: z.literal('sheetSubmitted'), round, seat, kind: z.enum(SHEET_KINDS) }),
  z.strictObject({
    type: z.literal('debriefStarted'),
    until: time,
    flows: z.tuple([flowRefSchema.nullable(), flowRefSchema.nullable()]),
  }),
  z.strictObject({ type: z.literal('thanked'), seat }),
  z.strictObject({ type: z.literal('finished'), seat }),
  z.strictObject({ type: z.literal('problemReported'), seat, text: z.string() }),
  z.strictObject({ type: z.literal('closed'), reason: z.enum(CLOSE_REASONS) }),
]);
export type RoomEventBody = z.infer<typeof roomEventBodySchema>;

/**
 * One event of a log. `seq` counts 1, 2, 3 … without gap, both in the room's own log and in the stream that a
 * viewer receives: each viewer's stream is numbered for itself, so that a gap is always a loss and a hidden event
 * leaves no trace (rule 1).
 */
export const roomEventSchema = z.strictObject({
  seq: z.int().min(1),
  at: time.describe('Never earlier than the event before.'),
  by: actor,
  body: roomEventBodySchema,
});
export type RoomEvent = z.infer<typeof roomEventSchema>;
