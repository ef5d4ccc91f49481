import { Injectable } from '@nestjs/common';
import type { RoomEvent } from '#shared/room/events.js';
import type { Seat } from '#shared/room/state.js';
import { deliver, viewStream } from '#shared/room/view.js';
import { Refused } from '../http/refused.js';
import { FoldedRoom } from './folded.room.js';
import { LiveRooms } from './live.rooms.js';
import { eventsOf } from './room.entry.js';
import { RoomStore } from './room.store.js';

/** What viewers receive of rooms: on asking, and as it happens. */
@Injectable()
export class RoomStreamService {
  constructor(
    private readonly live: LiveRooms,
    private readonly store: RoomStore,
  ) {}

  /**
   * What a viewer has missed: everything of their stream after event number `since`; the whole stream for somebody
   * who claims more than there is. `ready` is called before anything else can happen in the room, so that what comes
   * after the answer can be passed on without a gap.
   */
  since(id: string, seat: Seat, since: number, ready: () => void = () => {}): Promise<RoomEvent[]> {
    return this.live.exclusively(id, async () => {
      const room = await this.live.get(id);
      if (!room) throw new Refused('NOT_FOUND', 'There is no such room.');
      await this.live.catchUp(id, room);
      const events = await this.read(id, room, seat, since);
      ready();
      return events;
    });
  }

  /** The whole stream of a viewer, for somebody who reads many rooms once: none of them is held in memory for it. */
  async past(id: string, seat: Seat): Promise<RoomEvent[]> {
    return viewStream((await this.store.entries(id, 0)).flatMap(eventsOf), seat);
  }

  /** Keep a room's feed without gap for somebody here. Once for each `unfollow`. */
  follow(room: string): void {
    this.live.follow(room);
  }

  unfollow(room: string): void {
    this.live.unfollow(room);
  }

  /** Another process has appended up to event number `seq`: read it, if somebody here follows the room. */
  async heard(room: string, seq: number): Promise<void> {
    if (this.live.isBehind(room, seq)) await this.catchUp(room);
  }

  /**
   * Compare the rooms followed here with their rows, and read what is missing: the net under the hints, and what
   * finds out about commits of unknown outcome.
   */
  async poll(): Promise<void> {
    const followed = this.live.followed();
    if (followed.length === 0) return;
    const heads = await this.store.heads(followed);
    await Promise.all(followed.map((room) => this.heard(room, heads.get(room) ?? 0)));
  }

  private catchUp(id: string): Promise<void> {
    return this.live.exclusively(id, async () => {
      const room = await this.live.get(id);
      if (room) await this.live.catchUp(id, room);
    });
  }

  private async read(id: string, room: FoldedRoom, seat: Seat, since: number): Promise<RoomEvent[]> {
    const had = since <= room.seqFor(seat) ? since : 0;
    if (had === room.seqFor(seat)) return [];
    const position = room.logPosition(seat, had);
    // Entries are read whole: the position may lie inside the first.
    const events = (await this.store.entries(id, position)).flatMap(eventsOf).filter(({ seq }) => seq > position);
    const counts = seat === 'A' ? { A: had, B: 0 } : { A: 0, B: had };
    return deliver(counts, events, room.state.rounds).streams[seat];
  }
}
