import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { SEATS, type Seat } from '#shared/room/state.js';
import type { Entry } from './room.entry.js';

const lockedSchema = z.array(z.object({ closed: z.boolean(), seat: z.enum(SEATS) })).max(1);

/** Writes entries of a log anew: the one exception to a log that only grows, kept for who is to be forgotten. */
@Injectable()
export class RoomRewriteStore {
  /** Nobody appends to the room until the transaction ends. `null` where the account has no seat in it. */
  async lock(manager: EntityManager, room: string, account: string): Promise<{ closed: boolean; seat: Seat } | null> {
    const rows: unknown = await manager.query(
      `SELECT r.status = 'closed' AS closed, p.seat FROM room r JOIN room_peer p ON p.room_id = r.id
       WHERE r.id = $1 AND p.account_id = $2 FOR UPDATE OF r`,
      [room, account],
    );
    return lockedSchema.parse(rows)[0] ?? null;
  }

  /**
   * Replace the events of these entries. Whether a command is one that was answered before is no longer known by its
   * body, since a hash of few words gives the words away.
   */
  async rewrite(manager: EntityManager, room: string, entries: readonly Entry[]): Promise<void> {
    await manager.query(
      `UPDATE room_entry e SET events = given.events::jsonb, command_hash = ''
       FROM unnest($2::int[], $3::text[]) AS given(seq, events) WHERE e.room_id = $1 AND e.seq = given.seq`,
      [room, entries.map(({ seq }) => seq), entries.map(({ events }) => JSON.stringify(events))],
    );
    await manager.query('UPDATE room SET rewritten = rewritten + 1 WHERE id = $1', [room]);
  }
}
