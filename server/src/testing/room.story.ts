import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { refusalSchema, type Refusal } from '#shared/contract/errors.js';
import {
  clientEvents,
  PROTOCOL_VERSION,
  SOCKET_PATH,
  type ClientEventName,
  type ServerEventName,
} from '#shared/contract/socket.js';
import type { Flow, FlowRef } from '#shared/flow/flow.schema.js';
import type { PeerCommand } from '#shared/room/commands.js';
import { durationsFor } from '#shared/room/durations.js';
import { roomEventSchema, type RoomEvent } from '#shared/room/events.js';
import { fold } from '#shared/room/evolve.js';
import type { Durations, RoomState, Seat } from '#shared/room/state.js';
import { redactState, viewStream } from '#shared/room/view.js';
import { AccountStore } from '../accounts/account.store.js';
import { cookieName } from '../accounts/session.cookie.js';
import { SessionService } from '../accounts/session.service.js';
import { ENV, type Env } from '../config/env.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { LiveRooms } from '../rooms/live.rooms.js';
import { eventsOf } from '../rooms/room.entry.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { RoomStore } from '../rooms/room.store.js';

const ACK_MS = 5_000;

export interface Person {
  id: string;
  name: string;
  cookie: string;
  session: string;
  bot: boolean;
}

type Ack<E extends ClientEventName> = z.infer<(typeof clientEvents)[E]['ack']>;

/** One tab of somebody, speaking the public protocol. */
export class Tab {
  /** Everything that was received over the wire, as text. */
  bytes = '';
  readonly received: { event: string; payload: unknown }[] = [];
  private readonly streams = new Map<string, RoomEvent[]>();

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => {
      this.received.push({ event, payload });
      if (event === 'room:events') this.take(payload);
    });
  }

  /** @throws the refusal, where the connection is refused. */
  static async open(url: string, options: { cookie?: string; protocol?: unknown; origin?: string } = {}): Promise<Tab> {
    const socket = io(url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { protocol: options.protocol ?? PROTOCOL_VERSION },
      extraHeaders: {
        ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
        ...(options.origin === undefined ? {} : { origin: options.origin }),
      },
    });
    const tab = new Tab(socket);
    socket.io.on('open', () => {
      socket.io.engine.on('packet', (packet: { data?: unknown }) => {
        if (typeof packet.data === 'string') tab.bytes += packet.data;
      });
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error: Error & { data?: unknown }) => {
        socket.close();
        reject(Object.assign(new Error(error.message), { refusal: error.data }));
      });
    });
    return tab;
  }

  /** Send anything and get whatever is acknowledged. */
  async raw(event: string, ...payload: unknown[]): Promise<unknown> {
    return this.socket.timeout(ACK_MS).emitWithAck(event, ...payload);
  }

  async ask<E extends ClientEventName>(event: E, payload: unknown): Promise<Ack<E> | Refusal> {
    const answer: unknown = await this.raw(event, payload);
    const refused = refusalSchema.safeParse(answer);
    if (refused.success) return refused.data;
    return clientEvents[event].ack.parse(answer) as Ack<E>;
  }

  async join(room: string, since = 0): Promise<RoomEvent[]> {
    const answer = await this.ask('room:join', { room, since });
    if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
    this.merge(room, answer.events);
    return answer.events;
  }

  command(room: string, command: PeerCommand, id: string = randomUUID()): Promise<Ack<'room:command'> | Refusal> {
    return this.ask('room:command', { room, id, command });
  }

  /** A command that has to succeed; returns when its events have arrived here too. */
  async does(room: string, command: PeerCommand): Promise<void> {
    const answer = await this.command(room, command);
    if (!answer.ok) throw new Error(`${command.type}: ${answer.code}: ${answer.message}`);
    await until(() => this.stream(room).length >= answer.seq);
  }

  /** What this tab has of a room, without gap from the first event on. */
  stream(room: string): RoomEvent[] {
    return this.streams.get(room) ?? [];
  }

  view(room: string): RoomState {
    return fold(this.stream(room));
  }

  payloads(event: ServerEventName): unknown[] {
    return this.received.filter((one) => one.event === event).map(({ payload }) => payload);
  }

  close(): void {
    this.socket.close();
  }

  private take(payload: unknown): void {
    const { room, events } = z.object({ room: z.uuid(), events: z.array(roomEventSchema) }).parse(payload);
    this.merge(room, events);
  }

  private merge(room: string, events: RoomEvent[]): void {
    const stream = this.stream(room);
    for (const event of events) {
      if (event.seq <= stream.length) continue;
      if (event.seq !== stream.length + 1) throw new Error(`Event ${event.seq} came after ${stream.length}`);
      stream.push(event);
    }
    this.streams.set(room, stream);
  }
}

/** A running server and the people in it. */
export class RoomStory {
  private readonly tabs: Tab[] = [];
  private readonly rooms: string[] = [];

  constructor(
    readonly app: INestApplication,
    readonly url: string,
  ) {}

  get handler(): RoomHandler {
    return this.app.get(RoomHandler, { strict: false });
  }

  /** Somebody with a confirmed account who is signed in. */
  async person(name: string, bot = false): Promise<Person> {
    const id = randomUUID();
    const accounts = this.app.get(AccountStore, { strict: false });
    const sessions = this.app.get(SessionService, { strict: false });
    const secret = await this.app.get(Transaction, { strict: false }).run(async (tx) => {
      const at = new Date();
      const email = `${id}@example.org`;
      await accounts.insert(tx.manager, { id, email, displayName: name, passwordHash: '', bot, at });
      await accounts.confirmEmail(tx.manager, id, at);
      return sessions.begin(tx, id, { userAgent: 'test' });
    });
    const cookie = `${cookieName(this.app.get<Env>(ENV, { strict: false }))}=${secret}`;
    const session = (await sessions.authenticate(cookie))?.sessionId ?? '';
    return { id, name, cookie, session, bot };
  }

  async tab(person: Person): Promise<Tab> {
    const tab = await Tab.open(this.url, { cookie: person.cookie });
    this.tabs.push(tab);
    return tab;
  }

  /** A room for two, with times of one's own where they are given. */
  async room(
    a: Person,
    b: Person,
    times: Partial<Durations> = {},
    handler = this.handler,
    before?: (tx: Tx) => Promise<void>,
  ): Promise<string> {
    const room = randomUUID();
    const [first, second] = this.app
      .get(FlowLibrary, { strict: false })
      .list()
      .filter(({ track }) => track === 'ml-case');
    if (!first || !second) throw new Error('Two flows are needed.');
    const peer = ({ id, name, bot }: Person) => ({ id, displayName: name, level: 'mid' as const, bot });
    await this.app.get(Transaction, { strict: false }).run(async (tx) => {
      await before?.(tx);
      await handler.open(tx, {
        room,
        track: 'ml-case',
        level: 'mid',
        length: 'short',
        peers: { A: peer(a), B: peer(b) },
        flows: [pin(first), pin(second)],
        durations: { ...durationsFor('short'), ...times },
      });
    });
    this.rooms.push(room);
    return room;
  }

  /** Two people in a room, both there. */
  async pair(
    times: Partial<Durations> = {},
    bot = false,
  ): Promise<{ room: string; a: Tab; b: Tab; people: [Person, Person] }> {
    const people: [Person, Person] = [await this.person('Ada', bot), await this.person('Ben')];
    const room = await this.room(...people, times);
    const [a, b] = [await this.tab(people[0]), await this.tab(people[1])];
    await a.join(room);
    await b.join(room);
    await until(() => a.stream(room).length === b.stream(room).length);
    return { room, a, b, people };
  }

  async log(room: string): Promise<RoomEvent[]> {
    return (await this.app.get(RoomStore, { strict: false }).entries(room, 0)).flatMap(eventsOf);
  }

  /**
   * What is held in memory is what the log says, for every room of the story (replay = state). `others`: further
   * processes append too, and what is held may lag until it is asked for.
   */
  async replays({ others = false } = {}): Promise<void> {
    const live = this.app.get(LiveRooms, { strict: false });
    for (const room of this.rooms) {
      if (others) await this.handler.state(room);
      const held = await live.exclusively(room, async () => (await live.get(room))?.state);
      // Something may have happened in between: a deadline, an absence.
      const events = (await this.log(room)).slice(0, held?.seq);
      expect(held).toEqual(fold(events));
    }
  }

  /** What a tab has folded is what its seat may see of the room. */
  async sees(tab: Tab, room: string, seat: Seat): Promise<void> {
    const events = await this.log(room);
    const stream = viewStream(events, seat);
    await until(() => tab.stream(room).length >= stream.length);
    expect(tab.stream(room)).toEqual(stream);
    expect(tab.view(room)).toEqual(redactState(fold(events), seat, { seq: stream.length, at: stream.at(-1)?.at ?? 0 }));
  }

  closeTabs(): void {
    for (const tab of this.tabs.splice(0)) tab.close();
  }
}

function pin({ id, version }: Flow): FlowRef {
  return { id, version };
}

/** Wait until something holds; fails after so long. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not so after ${ms} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
