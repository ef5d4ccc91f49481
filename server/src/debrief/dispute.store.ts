import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  disputedKindSchema,
  disputeReasonSchema,
  disputeStateSchema,
  type DisputeReason,
} from '#shared/contract/follow-up.js';
import type { TimeCursor } from '../http/time.cursor.js';

const rowSchema = z
  .object({
    id: z.uuid(),
    sheet_id: z.uuid(),
    room_id: z.uuid(),
    round: z.union([z.literal(1), z.literal(2)]),
    kind: disputedKindSchema,
    by_id: z.uuid(),
    by_name: z.string(),
    author_id: z.uuid(),
    author_name: z.string(),
    reason: disputeReasonSchema,
    text: z.string(),
    opened_at: z.date(),
    state: disputeStateSchema,
    settled_at: z.date().nullable(),
    decided_by: z.uuid().nullable(),
    decider_name: z.string().nullable(),
    note: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    sheet: row.sheet_id,
    room: row.room_id,
    round: row.round,
    kind: row.kind,
    by: { id: row.by_id, displayName: row.by_name },
    author: { id: row.author_id, displayName: row.author_name },
    reason: row.reason,
    text: row.text,
    openedAt: row.opened_at.getTime(),
    state: row.state,
    settledAt: row.settled_at?.getTime() ?? null,
    decider:
      row.decided_by === null || row.decider_name === null
        ? null
        : { id: row.decided_by, displayName: row.decider_name },
    note: row.note,
  }));
export type DisputeRow = z.infer<typeof rowSchema>;

export interface NewDispute {
  id: string;
  sheet: string;
  by: string;
  reason: DisputeReason;
  text: string;
  now: Date;
}

const FOUND = `
  SELECT d.id, d.sheet_id, s.room_id, s.round, s.kind, d.by_id, b.display_name AS by_name, s.author_id,
         w.display_name AS author_name, d.reason, d.text, d.opened_at, d.state, d.settled_at, d.decided_by,
         x.display_name AS decider_name, d.note
  FROM dispute d
  JOIN sheet s ON s.id = d.sheet_id
  JOIN account b ON b.id = d.by_id
  JOIN account w ON w.id = s.author_id
  LEFT JOIN account x ON x.id = d.decided_by`;

const countSchema = z.tuple([z.object({ n: z.int() })]);

/** Disputes of sheets. At most one of a sheet stands; those that were withdrawn stay as a record. */
@Injectable()
export class DisputeStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** One dispute of a person at a time, until the transaction ends. */
  async lock(manager: EntityManager, account: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 14))', [account]);
  }

  async undecidedOf(manager: EntityManager, account: string): Promise<number> {
    const rows: unknown = await manager.query(
      `SELECT count(*)::int AS n FROM dispute WHERE by_id = $1 AND state = 'undecided'`,
      [account],
    );
    return countSchema.parse(rows)[0].n;
  }

  /** `false` where that id is taken, or another dispute of the sheet stands. */
  async insert(manager: EntityManager, { id, sheet, by, reason, text, now }: NewDispute): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO dispute (id, sheet_id, by_id, reason, text, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, sheet, by, reason, text, now],
    );
    return rows.length === 1;
  }

  async byId(id: string): Promise<DisputeRow | null> {
    const rows: unknown[] = await this.source.query(`${FOUND} WHERE d.id = $1`, [id]);
    return rows[0] ? rowSchema.parse(rows[0]) : null;
  }

  /** All that somebody has made in a room, those that were taken back too, oldest first. */
  async by(account: string, room: string): Promise<DisputeRow[]> {
    const rows: unknown = await this.source.query(
      `${FOUND} WHERE d.by_id = $1 AND s.room_id = $2 ORDER BY d.opened_at, d.id`,
      [account, room],
    );
    return z.array(rowSchema).parse(rows);
  }

  /** The last dispute of each of these sheets. */
  async ofSheets(sheets: readonly string[]): Promise<DisputeRow[]> {
    const rows: unknown = await this.source.query(
      `SELECT DISTINCT ON (sheet_id) * FROM (${FOUND} WHERE d.sheet_id = ANY($1)) AS found
       ORDER BY sheet_id, (state = 'withdrawn'), opened_at DESC`,
      [sheets],
    );
    return z.array(rowSchema).parse(rows);
  }

  /** Settle one that is undecided; `false` where it is not any more. */
  async settle(
    manager: EntityManager,
    id: string,
    how: 'withdrawn' | 'kept-out' | 'counts-again',
    { by, note, now }: { by: string | null; note: string | null; now: Date },
  ): Promise<boolean> {
    const rows: unknown = await manager.query(
      `WITH settled AS (
         UPDATE dispute SET state = $2, settled_at = $3, decided_by = $4, note = $5
         WHERE id = $1 AND state = 'undecided' RETURNING id
       ) SELECT id FROM settled`,
      [id, how, now, by, note],
    );
    return z.array(z.object({ id: z.uuid() })).parse(rows).length === 1;
  }

  /** Newest first; one more than asked for where there are more. */
  async page(state: 'undecided' | 'settled', before: TimeCursor | null, size: number): Promise<DisputeRow[]> {
    const rows: unknown = await this.source.query(
      `${FOUND} WHERE (d.state = 'undecided') = $4
         AND ($1::timestamptz IS NULL OR (d.opened_at, d.id) < ($1, $2::uuid))
       ORDER BY d.opened_at DESC, d.id DESC LIMIT $3`,
      [before?.at ?? null, before?.id ?? null, size + 1, state === 'undecided'],
    );
    return z.array(rowSchema).parse(rows);
  }

  async undecided(): Promise<number> {
    const rows: unknown = await this.source.query(`SELECT count(*)::int AS n FROM dispute WHERE state = 'undecided'`);
    return countSchema.parse(rows)[0].n;
  }
}
