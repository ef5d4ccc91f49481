import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOG, type Log } from '../config/log.js';
import { Refused } from '../http/refused.js';
import { JobQueue } from '../jobs/job.queue.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { GRACE_MS, NODE_LIVES_MS, PresenceStore, type Place } from './presence.store.js';

const BEAT_MS = 4_000;
/** The job comes when the grace is surely over. */
const SLACK_MS = 50;

/**
 * Counts tabs over all processes and tells the room when the first comes and the last is gone (rule 8). The count is
 * in the database: a process that dies leaves rows behind that stop counting by themselves.
 */
@Injectable()
export class PresenceService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly node = randomUUID();
  private readonly here = new Map<string, { socket: string; place: Place }>();
  private timer: NodeJS.Timeout | null = null;
  private lastBeat = 0;
  private closing = false;

  constructor(
    private readonly store: PresenceStore,
    private readonly rooms: RoomHandler,
    private readonly jobs: JobQueue,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.beatOrWarn(), BEAT_MS);
    void this.beatOrWarn();
  }

  beforeApplicationShutdown(): void {
    // Who is connected here will be back in a moment, on another process or on the next one: nobody is absent yet.
    this.closing = true;
    if (this.timer) clearInterval(this.timer);
  }

  /** A tab takes its seat. */
  async arrive(socket: string, place: Place): Promise<void> {
    if (this.lastBeat === 0) await this.beat();
    this.here.set(key(socket, place), { socket, place });
    await this.store.put(this.node, socket, place);
    await this.send('enter', place);
  }

  /** A tab goes away. Whether that is an absence shows when the grace is over. */
  async depart(socket: string, place: Place): Promise<void> {
    this.here.delete(key(socket, place));
    if (this.closing) return;
    await this.store.markGone(socket, place);
    const id = `seat-absence-${socket}-${place.room}`;
    await this.jobs.add({ name: 'seat-absence', ...place }, { id, delayMs: GRACE_MS + SLACK_MS });
  }

  /** Tell the room that a seat is empty, if it is. */
  async settle(place: Place): Promise<void> {
    if (await this.store.isHere(place)) return;
    await this.send('leave', place);
    // Somebody may have come between the look and the command.
    if (await this.store.isHere(place)) await this.send('enter', place);
  }

  /** Seats whose tabs are gone without their job, and those of processes that died. */
  async sweep(): Promise<void> {
    await this.beat();
    const outcomes = await Promise.allSettled(
      (await this.store.left()).map(async (place) => {
        await this.settle(place);
        await this.store.forget(place);
      }),
    );
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} seats could not be settled.`);
    await this.store.forgetNodes();
  }

  private async beatOrWarn(): Promise<void> {
    try {
      await this.beat();
    } catch (err) {
      // The database of one's own goes down with the process.
      if (!this.closing) this.log.warn({ err }, 'a heartbeat failed');
    }
  }

  private async beat(): Promise<void> {
    await this.store.beat(this.node);
    // What the database missed of departures while it was away.
    await this.store.markOthersGone(
      this.node,
      [...this.here.values()].map(({ socket }) => socket),
    );
    const silent = Date.now() - this.lastBeat;
    const taken = this.lastBeat !== 0 && silent > NODE_LIVES_MS - BEAT_MS;
    this.lastBeat = Date.now();
    if (!taken) return;
    // The others have taken this process for dead and its tabs for gone.
    for (const { socket, place } of this.here.values()) await this.arrive(socket, place);
  }

  private async send(type: 'enter' | 'leave', { room, seat }: Place): Promise<void> {
    try {
      await this.rooms.handle({ room, commandId: randomUUID(), command: { type }, actor: seat });
    } catch (error) {
      // A closed room can be read without anybody being counted.
      if (!(error instanceof Refused && error.code === 'ROOM_CLOSED')) throw error;
    }
  }
}

function key(socket: string, { room, seat }: Place): string {
  return `${socket} ${room} ${seat}`;
}
