import { io, type Socket } from 'socket.io-client';
import { readonly, shallowRef } from 'vue';
import type { z } from 'zod';
import { refusalSchema } from '#shared/contract/errors.js';
import {
  clientEvents,
  type ClientEventName,
  type ClientPayload,
  PROTOCOL_VERSION,
  serverEvents,
  type ServerEventName,
  type ServerPayload,
  SOCKET_PATH,
} from '#shared/contract/socket.js';
import { ApiRefusal, unreachable, unreadable } from './refusal.js';
import { endSession, onSessionEnd } from './session.js';

type Granted<E extends ClientEventName> = z.output<(typeof clientEvents)[E]['ack']>;

/**
 * `closed`: nobody asked for it yet, or the session ended; `connecting`: the first try; `open`;
 * `lost`: it was open and is being brought back; `refused`: the server wants a newer page or a sign-in.
 */
export type Connection = 'closed' | 'connecting' | 'open' | 'lost' | 'refused';

export interface RequestOptions {
  /** How long one try may take before the same payload is sent again. */
  timeoutMs?: number;
  /** How long to go on trying altogether, connection losses included. `Infinity` for what must not be given up. */
  giveUpMs?: number;
  signal?: AbortSignal;
}

/** Worthless when late: sent once, and only while the line is open. */
const SENT_ONCE: ReadonlySet<ClientEventName> = new Set(['doc:cursor']);

/** The same events, seen so that an event's name gives the type of its acknowledgement or payload. */
const acks: { [E in ClientEventName]: { ack: z.ZodType<Granted<E>> } } = clientEvents;
const payloads: { [E in ServerEventName]: z.ZodType<ServerPayload<E>> } = serverEvents;

const state = shallowRef<Connection>('closed');
/** How the line is, for whoever shows it. */
export const connection = readonly(state);

let socket: Socket | undefined;

/** The one socket of this page, opened when it is first needed. */
function theSocket(): Socket {
  if (socket) return socket;
  state.value = 'connecting';
  socket = io({
    path: SOCKET_PATH,
    transports: ['websocket'],
    withCredentials: true,
    auth: { protocol: PROTOCOL_VERSION },
    reconnectionDelay: 300,
    reconnectionDelayMax: 4000,
  });
  socket.on('connect', () => (state.value = 'open'));
  socket.on('disconnect', (reason) => {
    state.value = 'lost';
    // The server hung up by itself: Socket.IO then leaves coming back to us.
    if (reason === 'io server disconnect') socket?.connect();
  });
  socket.on('connect_error', noteConnectError);
  return socket;
}

function noteConnectError(error: Error): void {
  if (!socket?.active) return refuse(error);
  if (state.value === 'open') state.value = 'lost';
}

/** The handshake was answered with a no: asking again changes nothing until the page or the session does. */
function refuse(error: Error & { data?: unknown }): void {
  const refusal = refusalSchema.safeParse(error.data);
  state.value = 'refused';
  if (!refusal.success) return;
  const { code, retryAfterMs } = refusal.data;
  if (code === 'NOT_SIGNED_IN') endSession();
  if (code === 'UNAVAILABLE' || code === 'RATE_LIMITED') setTimeout(() => socket?.connect(), retryAfterMs ?? 3000);
}

/** Closes the line; the next request or listener opens a new one. */
export function closeSocket(): void {
  socket?.disconnect();
  socket?.removeAllListeners();
  socket = undefined;
  state.value = 'closed';
}
onSessionEnd(closeSocket);

/** Hear what the server sends of its own. What doesn't parse is dropped. Gives back how to stop. */
export function on<E extends ServerEventName>(event: E, handler: (payload: ServerPayload<E>) => void): () => void {
  const listener = (raw: unknown) => {
    const parsed = payloads[event].safeParse(raw);
    if (parsed.success) handler(parsed.data);
    else console.error(`Dropped an unreadable ${event}`, parsed.error);
  };
  const line = theSocket();
  const name: string = event;
  line.on(name, listener);
  return () => line.off(name, listener);
}

/** Called at once when the line is open, and again after every reconnection. Gives back how to stop. */
export function onOpen(handler: () => void): () => void {
  const line = theSocket();
  line.on('connect', handler);
  if (line.connected) handler();
  return () => line.off('connect', handler);
}

/**
 * Sends an event and gives its parsed acknowledgement; throws `ApiRefusal` for a no. On a timeout or a lost line the
 * same payload is sent again: every event here may arrive twice without harm.
 */
export async function request<E extends ClientEventName>(
  event: E,
  payload: ClientPayload<E>,
  { timeoutMs = 6000, giveUpMs = 30_000, signal }: RequestOptions = {},
): Promise<Granted<E>> {
  const until = performance.now() + giveUpMs;
  const tries = SENT_ONCE.has(event) ? 1 : Infinity;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const line = theSocket();
    if (line.connected || (await reconnected(line, until - performance.now(), signal))) {
      const answer = await trySend(line, event, payload, timeoutMs);
      if (answer.arrived) return read(event, answer.value);
    }
    if (attempt >= tries || performance.now() >= until) throw unreachable();
  }
}

function read<E extends ClientEventName>(event: E, raw: unknown): Granted<E> {
  const refusal = refusalSchema.safeParse(raw);
  if (refusal.success) throw new ApiRefusal(refusal.data);
  const granted = acks[event].ack.safeParse(raw);
  if (!granted.success) throw unreadable();
  return granted.data;
}

type Answer = { arrived: true; value: unknown } | { arrived: false };

/** One try: until an answer, the timeout, or the line is lost. */
function trySend(line: Socket, event: ClientEventName, payload: unknown, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      line.off('disconnect', lost);
      resolve(answer);
    };
    const lost = () => settle({ arrived: false });
    const timer = setTimeout(lost, timeoutMs);
    line.on('disconnect', lost);
    line.emit(event, payload, (value: unknown) => settle({ arrived: true, value }));
  });
}

/** Waits for an open line; false when the wait or the caller's patience ended first. */
function reconnected(line: Socket, waitMs: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      line.off('connect', opened);
      line.off('connect_error', failed);
      signal?.removeEventListener('abort', aborted);
    };
    const opened = () => (stop(), resolve(true));
    const failed = () => line.active || (stop(), reject(unreachable()));
    const aborted = () => (stop(), reject(signal?.reason));
    const timer = Number.isFinite(waitMs) ? setTimeout(() => (stop(), resolve(false)), Math.max(0, waitMs)) : undefined;
    line.on('connect', opened);
    line.on('connect_error', failed);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
