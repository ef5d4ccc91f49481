import { z } from 'zod';
import { peerCommandSchema } from '../room/commands.js';
import { roomEventSchema } from '../room/events.js';
import { SEATS } from '../room/state.js';
import type { Refusal } from './errors.js';
import { queueStatusSchema } from './queue.js';

/** Sent in the handshake as `auth.protocol`; another number is refused with `PROTOCOL_VERSION`. */
export const PROTOCOL_VERSION = 2;

/** Path of the Socket.IO endpoint; the websocket transport only. */
export const SOCKET_PATH = '/socket.io';

export const DOCUMENTS = ['notes-1', 'notes-2'] as const;
/** Shared documents of a room: the notes of each round. */
export const documentNameSchema = z.enum(DOCUMENTS);
export type DocumentName = z.infer<typeof documentNameSchema>;

/** A Yjs V1 update or state vector, base64. At most 64 KB of text a message. */
const base64 = z.base64().max(64_000);

/** What a client may send: for each event the payload, and what the acknowledgement of success holds. */
export const clientEvents = {
  /** Take one's seat (counts this tab as present) and get everything after `since` of one's own stream. */
  'room:join': {
    payload: z.strictObject({ room: z.uuid(), since: z.int().min(0) }),
    ack: z.object({
      ok: z.literal(true),
      seat: z.enum(SEATS),
      events: z.array(roomEventSchema),
      /** The server's clock, epoch milliseconds. */
      now: z.int(),
    }),
  },
  /** Leave with this tab; the last tab gone is an absence (rule 8). */
  'room:leave': {
    payload: z.strictObject({ room: z.uuid() }),
    ack: z.object({ ok: z.literal(true) }),
  },
  /** Get what is missing after a gap, without changing presence. */
  'room:sync': {
    payload: z.strictObject({ room: z.uuid(), since: z.int().min(0) }),
    ack: z.object({ ok: z.literal(true), events: z.array(roomEventSchema), now: z.int() }),
  },
  /** A command. `id` is made by the client and kept over retries (rule 2). */
  'room:command': {
    payload: z.strictObject({ room: z.uuid(), id: z.uuid(), command: peerCommandSchema }),
    /** `seq`: number, in this viewer's stream, of the last event there is after the command took effect. */
    ack: z.object({ ok: z.literal(true), seq: z.int().min(0) }),
  },
  /** Get a shared document and follow it. */
  'doc:join': {
    payload: z.strictObject({ room: z.uuid(), doc: documentNameSchema }),
    ack: z.object({ ok: z.literal(true), state: z.string() }),
  },
  /** Change a shared document. Acknowledged when it is kept durably. */
  'doc:update': {
    payload: z.strictObject({ room: z.uuid(), doc: documentNameSchema, update: base64 }),
    ack: z.object({ ok: z.literal(true) }),
  },
  /** Where my cursor is; passed on to the partner, kept nowhere. */
  'doc:cursor': {
    payload: z.strictObject({ room: z.uuid(), doc: documentNameSchema, state: z.base64().max(4000) }),
    ack: z.object({ ok: z.literal(true) }),
  },
  /** Follow one's own place in the queue. Also counts as the ticket's heartbeat. */
  'queue:watch': {
    payload: z.strictObject({}),
    ack: z.object({ ok: z.literal(true), status: queueStatusSchema }),
  },
} as const;
export type ClientEventName = keyof typeof clientEvents;
export type ClientPayload<E extends ClientEventName> = z.infer<(typeof clientEvents)[E]['payload']>;
export type ClientAck<E extends ClientEventName> = z.infer<(typeof clientEvents)[E]['ack']> | Refusal;

/** What the server sends on its own. None of these is acknowledged; a lost one shows as a gap or is repeated. */
export const serverEvents = {
  'room:events': z.object({ room: z.uuid(), events: z.array(roomEventSchema).min(1) }),
  'doc:updated': z.object({ room: z.uuid(), doc: documentNameSchema, update: z.string() }),
  'doc:cursor': z.object({ room: z.uuid(), doc: documentNameSchema, seat: z.enum(SEATS), state: z.string() }),
  'queue:status': queueStatusSchema,
  /** The room's ratings were revealed; the report can be read. */
  'report:revealed': z.object({ room: z.uuid() }),
  /** Something came of an open report: a correction, a dispute, a decision, thanks. */
  'report:changed': z.object({ room: z.uuid() }),
  /** One's own numbers were compiled anew, or another drill is suggested; with `spreadMs` so were everybody's. */
  'progress:changed': z.object({
    compiledAt: z.int(),
    spreadMs: z
      .int()
      .min(0)
      .optional()
      .describe('Everybody is told this at once: ask again at a moment of chance within so many milliseconds.'),
  }),
  /** This session is no longer signed in; the socket is closed after this. */
  'session:ended': z.object({ reason: z.enum(['signed-out', 'expired', 'password-reset', 'deleted']) }),
} as const;
export type ServerEventName = keyof typeof serverEvents;
export type ServerPayload<E extends ServerEventName> = z.infer<(typeof serverEvents)[E]>;

/** Typed maps for Socket.IO on both sides. */
export type ClientToServer = {
  [E in ClientEventName]: (payload: ClientPayload<E>, ack: (answer: ClientAck<E>) => void) => void;
};
export type ServerToClient = { [E in ServerEventName]: (payload: ServerPayload<E>) => void };

export const handshakeSchema = z.object({ protocol: z.literal(PROTOCOL_VERSION) });
