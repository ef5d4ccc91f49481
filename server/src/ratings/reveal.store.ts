import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { RoundNumber } from '#shared/room/state.js';

const rowSchema = z.object({
  room_id: z.uuid(),
  counts: z.boolean(),
  revealed_at: z.date().nullable(),
  compiled_at: z.date().nullable(),
});
export type RevealRow = z.infer<typeof rowSchema>;

const ids = z.array(z.object({ room_id: z.uuid() }));

@Injectable()
export class RevealStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async of(room: string, manager?: EntityManager): Promise<RevealRow | null> {
    const rows: unknown[] = await (manager ?? this.source.manager).query(
      'SELECT * FROM room_rating WHERE room_id = $1',
      [room],
    );
    return rows[0] ? rowSchema.parse(rows[0]) : null;
  }

  /** Remember that a room is to be looked at again at `checkAt`. */
  async remember(room: string, counts: boolean, checkAt: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO room_rating (room_id, counts, check_at) VALUES ($1, $2, $3)
       ON CONFLICT (room_id) DO UPDATE SET check_at = excluded.check_at`,
      [room, counts, checkAt],
    );
  }

  /** Open the sheets; `false` where they were open already. */
  async reveal(
    manager: EntityManager,
    room: string,
    { counts, rehearsed }: { counts: boolean; rehearsed: RoundNumber | null },
    now: Date,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO room_rating (room_id, counts, rehearsed, check_at, revealed_at) VALUES ($1, $2, $4, $3, $3)
       ON CONFLICT (room_id) DO UPDATE
       SET revealed_at = excluded.revealed_at, counts = excluded.counts, rehearsed = excluded.rehearsed
       WHERE room_rating.revealed_at IS NULL
       RETURNING room_id`,
      [room, counts, now, rehearsed],
    );
    return rows.length === 1;
  }

  async compiled(manager: EntityManager, room: string, now: Date): Promise<void> {
    await manager.query('UPDATE room_rating SET compiled_at = $2 WHERE room_id = $1', [room, now]);
  }

  /** Rooms that are in debrief or closed and sealed, and due to be looked at. */
  async due(now: Date): Promise<string[]> {
    const rows: unknown[] = await this.source.query(
      // What is not written down yet is little; all rooms there ever were are many.
      `SELECT r.id AS room_id FROM room r LEFT JOIN room_rating x ON x.room_id = r.id
       WHERE r.id IN (SELECT p.room_id FROM room_peer p WHERE NOT p.reported)
         AND r.phase IN ('debrief', 'closed') AND x.revealed_at IS NULL AND coalesce(x.check_at, $1) <= $1
       ORDER BY r.created_at LIMIT 200`,
      [now],
    );
    return ids.parse(rows).map((row) => row.room_id);
  }

  /** Rooms that were revealed and whose compile never came (a crash between commit and enqueue). */
  async uncompiled(before: Date): Promise<string[]> {
    const rows: unknown[] = await this.source.query(
      'SELECT room_id FROM room_rating WHERE revealed_at < $1 AND compiled_at IS NULL LIMIT 200',
      [before],
    );
    return ids.parse(rows).map((row) => row.room_id);
  }

  async usefulOf(room: string, account: string): Promise<Record<string, boolean>> {
    const rows: unknown[] = await this.source.query(
      'SELECT item, useful FROM feedback_mark WHERE room_id = $1 AND account_id = $2',
      [room, account],
    );
    const marks = z.array(z.object({ item: z.string(), useful: z.boolean() })).parse(rows);
    return Object.fromEntries(marks.map(({ item, useful }) => [item, useful]));
  }

  async markUseful(room: string, account: string, item: string, useful: boolean | null): Promise<void> {
    if (useful === null) {
      await this.source.query('DELETE FROM feedback_mark WHERE room_id = $1 AND account_id = $2 AND item = $3', [
        room,
        account,
        item,
      ]);
      return;
    }
    await this.source.query(
      `INSERT INTO feedback_mark (room_id, account_id, item, useful, counts_for) VALUES ($1, $2, $3, $4, (
         SELECT p.account_id FROM room_peer p JOIN room_rating x ON x.room_id = p.room_id AND x.counts
         WHERE p.room_id = $1 AND p.account_id <> $2
       ))
       ON CONFLICT (room_id, account_id, item) DO UPDATE SET useful = excluded.useful`,
      [room, account, item, useful],
    );
  }
}
