import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerPayload } from '#shared/contract/socket.js';
import { NoAnswer, PeerClient, RefusedByServer } from '../support/peer.client.js';

export type RoomEvent = ServerPayload<'room:events'>['events'][number];
type Command = Parameters<PeerClient['command']>[1];

/** Refusals that mean "not now": the same id may be sent again. */
const TRY_AGAIN = new Set(['UNAVAILABLE', 'RATE_LIMITED']);

/** Somebody in a room, who writes down what they hear and when, and comes back when the line is lost. */
export class Attendee {
  room = '';
  /** This one's stream as it was received, without gap. */
  readonly heard: RoomEvent[] = [];
  /** By number of the event: when it came, on this process's clock. */
  readonly heardAt: number[] = [];

  private constructor(
    readonly client: PeerClient,
    readonly email: string,
    readonly password: string,
  ) {}

  static async signUp(url: string, displayName: string): Promise<Attendee> {
    const client = new PeerClient(url);
    const email = `cluster-${randomUUID()}@cluster.example`;
    const password = randomBytes(12).toString('hex');
    const profile = { tracks: ['ml-case' as const], level: 'mid' as const, languages: ['en' as const] };
    await client.signUp({
      email,
      displayName,
      password,
      bot: false,
      profile: { ...profile, goals: [], timeZone: 'UTC' },
    });
    return new Attendee(client, email, password);
  }

  /** Two people are paired by the queue. The first interviews in round 1. */
  static async pair(one: Attendee, other: Attendee): Promise<string> {
    const wish = { tracks: ['ml-case' as const], length: 'short' as const, bridging: false };
    const [room, same] = await Promise.all([
      one.client.meet({ ...wish, first: 'interview' }),
      other.client.meet({ ...wish, first: 'answer' }),
    ]);
    if (room !== same) throw new Error('They were not paired with each other.');
    for (const each of [one, other]) each.begin(room);
    return room;
  }

  /** Open the line, take the seat, and do so again after every loss of it. */
  async enter(): Promise<void> {
    this.client.disconnect();
    await this.client.connect(() => void this.join());
    this.client.on('room:events', ({ room, events }) => {
      if (room === this.room) this.take(events);
    });
    await this.join();
  }

  /** The same command with the same id, until it is answered; when the answer came. */
  async command(command: Command, id: string = randomUUID()): Promise<{ seq: number; ackedAt: number }> {
    for (;;) {
      try {
        const { seq } = await this.client.request('room:command', { room: this.room, id, command }, 2_500);
        return { seq, ackedAt: performance.now() };
      } catch (error) {
        const passing = error instanceof NoAnswer || (error instanceof RefusedByServer && TRY_AGAIN.has(error.code));
        if (!passing) throw error;
        await sleep(50);
      }
    }
  }

  /** The first event of this kind, as soon as it has come. */
  async hears(is: (event: RoomEvent) => boolean, withinMs: number): Promise<RoomEvent & { heardAt: number }> {
    for (const deadline = performance.now() + withinMs; performance.now() < deadline; await sleep(5)) {
      const event = this.heard.find(is);
      if (event) return { ...event, heardAt: this.heardAt[event.seq - 1] ?? NaN };
    }
    throw new Error(`Nothing of the kind was heard within ${withinMs} ms, but ${this.words()}.`);
  }

  /** The whole stream as the server has it. */
  async log(): Promise<RoomEvent[]> {
    return (await this.client.request('room:sync', { room: this.room, since: 0 })).events;
  }

  private begin(room: string): void {
    this.room = room;
    this.heard.length = 0;
    this.heardAt.length = 0;
  }

  private async join(): Promise<void> {
    try {
      this.take((await this.client.request('room:join', { room: this.room, since: this.heard.length })).events);
    } catch (error) {
      // The next connection tries again.
      if (!(error instanceof NoAnswer) && !(error instanceof RefusedByServer)) throw error;
    }
  }

  private take(events: readonly RoomEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.heard.length) continue;
      if (event.seq !== this.heard.length + 1) {
        void this.catchUp();
        return;
      }
      this.heard.push(event);
      this.heardAt.push(performance.now());
    }
  }

  /** Something was lost on the way: the numbers show it, and it is fetched. */
  private async catchUp(): Promise<void> {
    try {
      this.take((await this.client.request('room:sync', { room: this.room, since: this.heard.length })).events);
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof RefusedByServer)) throw error;
    }
  }

  private words(): string {
    return this.heard.map(({ body }) => body.type).join(', ') || 'nothing at all';
  }
}
