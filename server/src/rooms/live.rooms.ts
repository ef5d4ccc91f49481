import { Injectable } from '@nestjs/common';
import type { RoomState } from '#shared/room/state.js';
import { Refused } from '../http/refused.js';
import { FoldedRoom } from './folded.room.js';
import { Mailbox } from '../async/mailbox.js';
import { lastSeq, type Entry } from './room.entry.js';
import { RoomFeed } from './room.feed.js';
import { roomsCached } from './room.metrics.js';
import { RoomStore } from './room.store.js';
import { RoundFlows } from './round.flows.js';

/** Rooms held in memory beside those that somebody here follows. */
const MAX_IDLE = 2_000;
/** Commands that may wait for one room. */
const MAX_WAITING = 200;

/**
 * The rooms that this process holds. A cache and nothing more: any process may hold any room, and the log decides who
 * was first.
 */
@Injectable()
export class LiveRooms {
  private readonly rooms = new Map<string, FoldedRoom>();
  /** How many connections here follow a room: it stays in memory, so that its feed has no gap. */
  private readonly followers = new Map<string, number>();
  private readonly mailbox = new Mailbox(MAX_WAITING);

  constructor(
    private readonly store: RoomStore,
    private readonly feed: RoomFeed,
    private readonly flows: RoundFlows,
  ) {}

  /** Work with a room while nobody else in this process does. */
  exclusively<T>(room: string, work: () => Promise<T>): Promise<T> {
    const result = this.mailbox.run(room, work);
    if (result) return result;
    return Promise.reject(
      new Refused('UNAVAILABLE', 'This room has too much to do right now. Try again in a moment.', {
        retryAfterMs: 500,
      }),
    );
  }

  /** The room as far as this process knows it; `null` where there is none. Only inside `exclusively`. */
  async get(id: string): Promise<FoldedRoom | null> {
    const held = this.rooms.get(id);
    if (!held) return this.load(id);
    if (held.doubtful) await this.catchUp(id, held);
    this.rooms.delete(id);
    this.rooms.set(id, held);
    return held;
  }

  /** Read what others have appended; `true` where there was something. Only inside `exclusively`. */
  async catchUp(id: string, room: FoldedRoom): Promise<boolean> {
    const { entries, rewritten } = await this.store.since(id, room.state.seq);
    if (rewritten !== room.rewritten) await this.renew(id, room, rewritten);
    for (const entry of entries) this.advance(room, entry, { own: false });
    room.doubtful = false;
    return entries.length > 0;
  }

  /** A log was rewritten: where the room is held here, it is as the log says now. Others find out when they look. */
  async refresh(id: string): Promise<void> {
    await this.exclusively(id, async () => {
      const held = this.rooms.get(id);
      if (held) await this.catchUp(id, held);
    });
  }

  /** An entry has become durable: fold it and tell those who follow. Only inside `exclusively`. */
  advance(room: FoldedRoom, entry: Entry, { own, after }: { own: boolean; after?: RoomState }): void {
    const streams = room.add(entry, after);
    this.feed.tell({ room: entry.room, seq: lastSeq(entry), streams, own });
  }

  /** Keep a room in memory for somebody who follows it. Once for each `unfollow`. */
  follow(id: string): void {
    this.followers.set(id, (this.followers.get(id) ?? 0) + 1);
  }

  unfollow(id: string): void {
    const left = (this.followers.get(id) ?? 0) - 1;
    if (left > 0) this.followers.set(id, left);
    else this.followers.delete(id);
  }

  /** Rooms that somebody here follows. */
  followed(): string[] {
    return [...this.followers.keys()];
  }

  /** Whether a room that somebody here follows has got further than is known here. */
  isBehind(id: string, seq: number): boolean {
    const held = this.rooms.get(id);
    return held !== undefined && this.followers.has(id) && (held.doubtful || held.state.seq < seq);
  }

  /** What is known already was rewritten; who follows the room has missed nothing by it. */
  private async renew(id: string, room: FoldedRoom, rewritten: number): Promise<void> {
    const entries = await this.store.entries(id, 0);
    room.renew(
      entries.filter((entry) => lastSeq(entry) <= room.state.seq),
      rewritten,
    );
  }

  private async load(id: string): Promise<FoldedRoom | null> {
    const { entries, rewritten } = await this.store.since(id, 0);
    if (entries.length === 0) return null;
    const room = FoldedRoom.from(entries, rewritten);
    await this.flows.hold(room.state);
    this.rooms.set(id, room);
    this.evict();
    roomsCached.set(this.rooms.size);
    return room;
  }

  private evict(): void {
    if (this.rooms.size - this.followers.size <= MAX_IDLE) return;
    for (const id of this.rooms.keys()) {
      if (this.followers.has(id)) continue;
      this.rooms.delete(id);
      if (this.rooms.size - this.followers.size <= MAX_IDLE) return;
    }
  }
}
