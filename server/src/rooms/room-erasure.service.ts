import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { forgetIn } from '#shared/room/forget.js';
import type { Tx } from '../database/transaction.js';
import { LiveRooms } from './live.rooms.js';
import { RoomRewriteStore } from './room-rewrite.store.js';
import { RoomStore } from './room.store.js';

/** Forgets people in the logs of their rooms (rule 31). */
@Injectable()
export class RoomErasureService {
  constructor(
    private readonly store: RoomStore,
    private readonly rewrites: RoomRewriteStore,
    private readonly live: LiveRooms,
  ) {}

  /**
   * Take somebody's name and words out of a room's log, as part of more. Repeatable; decisions do not depend on what is
   * taken out, so the room may be open, and whoever holds it in memory reads it anew when next asked for its state.
   * `closed`: nothing can be added to it any more. `null` where they have no seat in it.
   */
  async forget(tx: Tx, room: string, account: string): Promise<{ closed: boolean } | null> {
    const found = await this.rewrites.lock(tx.manager, room, account);
    if (!found) return null;
    const changed = (await this.store.entries(room, 0, tx.manager)).flatMap((entry) => {
      const events = entry.events.map((body) => forgetIn(body, found.seat));
      return isDeepStrictEqual(events, entry.events) ? [] : [{ ...entry, events }];
    });
    if (changed.length > 0) {
      await this.rewrites.rewrite(tx.manager, room, changed);
      tx.afterCommit(() => this.live.refresh(room));
    }
    return { closed: found.closed };
  }
}
