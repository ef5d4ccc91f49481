import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { Account, Profile } from '#shared/contract/account.js';
import { refusalSchema, type ErrorCode } from '#shared/contract/errors.js';
import type { QueueStatus } from '#shared/contract/queue.js';
import { routes, type Route, type RouteInput, type RouteName, type RouteResponse } from '#shared/contract/http.js';
import {
  clientEvents,
  PROTOCOL_VERSION,
  serverEvents,
  SOCKET_PATH,
  type ClientEventName,
  type ClientPayload,
  type ServerEventName,
  type ServerPayload,
} from '#shared/contract/socket.js';

/** The server said no. */
export class RefusedByServer extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly retryAfterMs: number | undefined,
  ) {
    super(`${code}: ${message}`);
  }
}

/** Refusals of a queue that has moved on since it was looked at. */
const MEANWHILE = new Set<ErrorCode>(['ALREADY_QUEUED', 'IN_A_ROOM', 'NO_TICKET', 'MATCH_OVER']);

/** No answer came in time: the command may or may not have taken effect. */
export class NoAnswer extends Error {}

type Succeeded<E extends ClientEventName> = z.infer<(typeof clientEvents)[E]['ack']>;

/** One person at the public protocol: HTTP with a cookie, and one socket. */
export class PeerClient {
  private cookie = '';
  private socket: Socket | null = null;

  constructor(readonly url: string) {}

  /** What a browser of this person would send as its `Cookie` header. */
  get sessionCookie(): string {
    return this.cookie;
  }

  async call<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteResponse<N>> {
    const route: Route = routes[name];
    const given: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown } = input as object;
    const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(given.params?.[key] ?? ''));
    const query = given.query ? `?${new URLSearchParams(given.query).toString()}` : '';
    const response = await fetch(this.url + path + query, {
      method: route.method,
      headers: {
        origin: this.url,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0] ?? '';
    const body: unknown = response.status === 204 ? {} : await response.json();
    if (!response.ok) {
      const { code, message, retryAfterMs } = refusalSchema.parse(body);
      throw new RefusedByServer(code, message, retryAfterMs);
    }
    return routes[name].response.parse(body) as RouteResponse<N>;
  }

  /** Sign up and confirm by the mailbox, which a server without SMTP offers to its own machine. */
  async signUp(person: {
    email: string;
    displayName: string;
    password: string;
    bot: boolean;
    profile: Profile;
  }): Promise<Account> {
    const { email, displayName, password, bot, profile } = person;
    await this.call('signUp', { body: { email, displayName, password, bot } });
    const token = await this.mailedToken(email);
    await this.call('confirmEmail', { body: { token } });
    return (await this.call('updateMe', { body: { profile } })).account;
  }

  async signIn(email: string, password: string): Promise<Account> {
    return (await this.call('signIn', { body: { email, password } })).account;
  }

  private async mailedToken(email: string): Promise<string> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { mails } = await this.call('mailbox', { query: { to: email } });
      const token = mails[0]?.text.match(/token=([\w-]+)/)?.[1];
      if (token) return token;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`No confirmation mail for ${email} arrived in the mailbox.`);
  }

  /** Wait in the queue until somebody comes, accept, and give the room. */
  async meet(request: RouteInput<'enqueue'>['body'], log?: (line: string) => void): Promise<string> {
    const room = await this.meetUnless(() => false, request, log);
    if (room === null) throw new Error('Nobody called it off.');
    return room;
  }

  /** The same; `null` when it was called off before somebody came. */
  async meetUnless(
    calledOff: () => boolean,
    request: RouteInput<'enqueue'>['body'],
    log?: (line: string) => void,
  ): Promise<string | null> {
    for (;;) {
      const status = await this.call('queueStatus', {});
      if (status.state === 'in-room') return status.room;
      const over = calledOff();
      if (status.state === 'idle' && over) return null;
      if (status.state === 'idle') log?.(`Waiting for somebody in ${request.tracks.join(', ')}.`);
      if (status.state === 'proposed' && !status.proposal.accepted) {
        log?.(`Matched with ${status.proposal.partner.displayName}.`);
      }
      await this.step(status, request, over);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** What is to be done about a place in the queue. */
  private async step(status: QueueStatus, request: RouteInput<'enqueue'>['body'], over: boolean): Promise<void> {
    try {
      if (status.state === 'idle') await this.call('enqueue', { body: request });
      if (status.state === 'waiting' && over) await this.call('dequeue', {});
      if (status.state !== 'proposed' || status.proposal.accepted) return;
      await this.call('answerMatch', { params: { match: status.proposal.match }, body: { accept: true } });
    } catch (error) {
      // The place has changed meanwhile, or the answer to the first try was lost on its way.
      if (!(error instanceof RefusedByServer && MEANWHILE.has(error.code))) throw error;
    }
  }

  /** Open the socket and resolve once it is connected; it reconnects by itself afterwards. */
  async connect(onReconnect?: () => void): Promise<Socket> {
    const socket = io(this.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      auth: { protocol: PROTOCOL_VERSION },
      extraHeaders: { cookie: this.cookie, origin: this.url },
      reconnectionDelay: 200,
      reconnectionDelayMax: 1000,
      forceNew: true,
    });
    this.socket = socket;
    socket.on('connect_error', (error) => comeBackLater(socket, error));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    if (onReconnect) socket.on('connect', onReconnect);
    return socket;
  }

  on<E extends ServerEventName>(event: E, handler: (payload: ServerPayload<E>) => void): void {
    const listener = (payload: unknown) => handler(serverEvents[event].parse(payload) as ServerPayload<E>);
    this.socketOrThrow().on(event as string, listener);
  }

  /** Send an event and give its acknowledgement; throws `RefusedByServer`, or `NoAnswer` when none came in time. */
  async request<E extends ClientEventName>(
    event: E,
    payload: ClientPayload<E>,
    timeoutMs = 5000,
  ): Promise<Succeeded<E>> {
    let raw: unknown;
    try {
      raw = await this.socketOrThrow().timeout(timeoutMs).emitWithAck(event, payload);
    } catch {
      throw new NoAnswer(event);
    }
    const refusal = refusalSchema.safeParse(raw);
    if (refusal.success) throw new RefusedByServer(refusal.data.code, refusal.data.message, refusal.data.retryAfterMs);
    return clientEvents[event].ack.parse(raw) as Succeeded<E>;
  }

  /** A command of one's own, with a new id, tried again with the same id until it is answered. */
  async command(room: string, command: ClientPayload<'room:command'>['command']): Promise<number> {
    const payload = { room, id: randomUUID(), command };
    for (;;) {
      try {
        return (await this.request('room:command', payload)).seq;
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
      }
    }
  }

  disconnect(): void {
    this.socket?.disconnect();
  }

  private socketOrThrow(): Socket {
    if (!this.socket) throw new Error('connect() first');
    return this.socket;
  }
}

/** A handshake that is refused for the moment: Socket.IO then leaves coming back to us. */
function comeBackLater(socket: Socket, error: Error & { data?: unknown }): void {
  const refusal = refusalSchema.safeParse(error.data);
  if (socket.active || !refusal.success) return;
  const { code, retryAfterMs } = refusal.data;
  if (code === 'UNAVAILABLE' || code === 'RATE_LIMITED' || code === 'INTERNAL') {
    setTimeout(() => socket.connect(), retryAfterMs ?? 1_000);
  }
}
