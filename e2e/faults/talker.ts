import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerPayload } from '#shared/contract/socket.js';
import { NoAnswer, PeerClient, RefusedByServer } from '../support/peer.client.js';
import type { SeededRandom } from '../load/seeded-random.js';
import type { Witness } from './witness.js';

type RoomEvent = ServerPayload<'room:events'>['events'][number];

/** Refusals that mean "not now": the same command may be sent again. */
const TRY_AGAIN = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL', 'NOT_SIGNED_IN']);
/** Shares of commands that are sent twice, and that are given up when no answer came. */
const DUPLICATES = 0.1;
const GIVEN_UP = 0.05;

/** What this test must catch: an answer that is taken for given when it was only sent; a retry under a new id. */
export const SABOTAGES = ['early-ack', 'new-id'] as const;
export type Sabotage = (typeof SABOTAGES)[number];

/** One peer of a room under fire: talks, hears nothing back, and tries again with the same id. */
export class Talker {
  room = '';
  private stopped = false;
  private working: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: PeerClient,
    private readonly witness: Witness,
    private readonly random: SeededRandom,
    private readonly sabotage: Sabotage | undefined,
  ) {}

  static async enter(url: string, witness: Witness, random: SeededRandom, sabotage?: Sabotage): Promise<Talker> {
    const client = new PeerClient(url);
    await client.signUp({
      email: `faults-${randomUUID()}@faults.example`,
      displayName: 'Fault test',
      password: randomBytes(12).toString('hex'),
      bot: false,
      profile: { tracks: ['ml-case'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' },
    });
    const talker = new Talker(client, witness, random, sabotage);
    talker.room = await client.meet({ tracks: ['ml-case'], length: 'full', bridging: false });
    await client.connect(() => void talker.join());
    await talker.join();
    return talker;
  }

  start(everyMs: number): void {
    this.working = this.talk(everyMs);
    // Told by `stop`, so that the system is ended in order before.
    this.working.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.working;
  }

  /** The whole of this peer's stream, as the server has it. */
  async log(): Promise<RoomEvent[]> {
    return this.persist(async () => (await this.client.request('room:sync', { room: this.room, since: 0 })).events);
  }

  /** Bring the room to its end through its own rules: one proposes, the other agrees. */
  async command(command: Parameters<PeerClient['command']>[1]): Promise<void> {
    await this.persist(() => this.client.command(this.room, command));
  }

  leave(): void {
    this.client.disconnect();
  }

  private async join(): Promise<void> {
    try {
      await this.client.request('room:join', { room: this.room, since: 0 });
    } catch (error) {
      // The next connection, or the next command, tries again.
      if (!(error instanceof NoAnswer) && !(error instanceof RefusedByServer)) throw error;
    }
  }

  private async talk(everyMs: number): Promise<void> {
    while (!this.stopped) {
      const id = randomUUID();
      const twice = this.random.next() < DUPLICATES;
      await Promise.all([this.say(id), ...(twice ? [this.say(id)] : [])]);
      await sleep(everyMs * (0.5 + this.random.next()));
    }
  }

  private async say(id: string): Promise<void> {
    const sent = this.witness.invoke(id, this.room);
    if (this.sabotage === 'early-ack') sent.ackedAt ??= performance.now();
    for (let tries = 0; ; tries += 1) {
      const under = this.sabotage === 'new-id' && tries > 0 ? randomUUID() : id;
      try {
        await this.client.request(
          'room:command',
          { room: this.room, id: under, command: { type: 'say', text: id } },
          2500,
        );
        sent.ackedAt ??= performance.now();
        return;
      } catch (error) {
        if (error instanceof RefusedByServer && !TRY_AGAIN.has(error.code)) {
          sent.refused = sent.ackedAt === null;
          return;
        }
        sent.unknown = true;
        if (this.sabotage === 'early-ack' || this.random.next() < GIVEN_UP) return;
        await sleep(100);
      }
    }
  }

  private async persist<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const passing = error instanceof NoAnswer || (error instanceof RefusedByServer && TRY_AGAIN.has(error.code));
        if (!passing || tries > 50) throw error;
        await sleep(200);
      }
    }
  }
}
