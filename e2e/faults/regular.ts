import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RouteResponse } from '#shared/contract/http.js';
import type { ServerPayload } from '#shared/contract/socket.js';
import type { Round } from '../load/room-memory.js';
import { ScriptedPeer, type Sheet } from '../load/scripted-peer.js';
import type { SeededRandom } from '../load/seeded-random.js';
import { PersistentClient } from '../support/persistent.client.js';

type RoomEvent = ServerPayload<'room:events'>['events'][number];
const PACE_MS = 25;
/** A compile that a crash has left undone is made up for well within this. */
const COMPILED_MS = 30_000;

/** A session as one of its two saw it, beside what the server says of it in the end. */
export interface SessionSeen {
  room: string;
  submitted: { round: Round; sheet: Sheet }[];
  log: RoomEvent[];
  report: RouteResponse<'report'>;
}

export interface Seen {
  account: string;
  sessions: SessionSeen[];
  progress: RouteResponse<'progress'>;
}

/** Somebody who plays one whole session after the other, sheets included, whatever happens to the system. */
export class Regular {
  private readonly played: { room: string; peer: ScriptedPeer }[] = [];
  private stopped = false;
  private playing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: PersistentClient,
    private readonly account: string,
    private readonly random: SeededRandom,
  ) {}

  static async signUp(url: string, random: SeededRandom): Promise<Regular> {
    const client = new PersistentClient(url);
    const { id } = await client.signUp({
      email: `regular-${randomUUID()}@faults.example`,
      displayName: 'Regular',
      password: randomBytes(12).toString('hex'),
      bot: false,
      profile: { tracks: ['ml-system-design'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' },
    });
    const regular = new Regular(client, id, random);
    await client.connect(() => void regular.played.at(-1)?.peer.join());
    return regular;
  }

  start(): void {
    this.playing = this.play();
    // Told by `stop`, so that the system is ended in order before.
    this.playing.catch(() => undefined);
  }

  /** Play the last session to its end. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.playing;
  }

  /** All of it, once the numbers are made; whatever is not by then, stays as it is. */
  async seen(): Promise<Seen> {
    for (const until = performance.now() + COMPILED_MS; performance.now() < until; await sleep(500)) {
      if (await this.isCompiled()) break;
    }
    const sessions: SessionSeen[] = [];
    for (const { room, peer } of this.played) {
      const { events } = await this.client.request('room:sync', { room, since: 0 });
      const report = await this.client.call('report', { params: { room } });
      sessions.push({ room, submitted: peer.submitted, log: events, report });
    }
    return {
      account: this.account,
      sessions,
      progress: await this.client.call('progress', { query: { range: 'all' } }),
    };
  }

  leave(): void {
    this.client.disconnect();
  }

  private async isCompiled(): Promise<boolean> {
    for (const { room } of this.played) {
      if ((await this.client.call('report', { params: { room } })).state !== 'revealed') return false;
    }
    return !(await this.client.call('progress', { query: { range: 'all' } })).pending;
  }

  private async play(): Promise<void> {
    const wish = { tracks: ['ml-system-design' as const], length: 'short' as const, bridging: false };
    for (;;) {
      const room = await this.client.meetUnless(() => this.stopped, wish);
      if (room === null) return;
      const manner = { paceMs: PACE_MS, ends: 'itself' as const, log: () => undefined };
      const peer = new ScriptedPeer(this.client, room, this.random, manner);
      this.played.push({ room, peer });
      await peer.play();
    }
  }
}
