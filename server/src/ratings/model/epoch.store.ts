import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

/** One full solve at a time, on all nodes. */
const SOLVE_LOCK = 1_764_000_013;
const ROWS_AT_ONCE = 20_000;

const TABLES = ['rating_candidate', 'rating_point', 'rating_rater', 'rating_pair'] as const;

/** What a full solve came to. */
export interface Solution {
  sheets: number;
  sweeps: number;
  change: number;
  /** People to be written. */
  total: number;
}

/** Rows of an epoch that is not the one that is read: by the first and the last of the index, however many there are. */
const UNCLEARED = TABLES.map((table) => `(SELECT min(epoch) <> s.epoch OR max(epoch) <> s.epoch FROM ${table})`).join(
  ' OR ',
);

const staleSchema = z.object({
  finished_at: z.date(),
  moved: z.boolean(),
  abandoned: z.boolean(),
  unsolved: z.boolean(),
  wished: z.boolean(),
  uncleared: z.boolean(),
});
export type Staleness = z.infer<typeof staleSchema>;

/** Epochs: one full solve each, with the rows that were written under it. */
@Injectable()
export class EpochStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Work while nobody else solves, anywhere; `null` where somebody does. A process that dies lets go of it. */
  async alone<T>(work: () => Promise<T>): Promise<T | null> {
    const runner = this.source.createQueryRunner();
    await runner.connect();
    try {
      const rows: unknown = await runner.query('SELECT pg_try_advisory_lock($1) AS mine', [SOLVE_LOCK]);
      const [{ mine }] = z.tuple([z.object({ mine: z.boolean() })]).parse(rows);
      if (!mine) return null;
      try {
        return await work();
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [SOLVE_LOCK]);
      }
    } finally {
      await runner.release();
    }
  }

  /** A new epoch at a batch; nobody reads it yet. */
  async begin(manager: EntityManager, batch: number, reason: string, now: Date): Promise<number> {
    const rows: unknown = await manager.query(
      `INSERT INTO rating_epoch (id, batch, reason, state, started_at)
       SELECT max(id) + 1, $1, $2, 'running', $3 FROM rating_epoch RETURNING id`,
      [batch, reason, now],
    );
    const [{ id }] = z.tuple([z.object({ id: z.int() })]).parse(rows);
    return id;
  }

  async solved(manager: EntityManager, epoch: number, { sheets, sweeps, change, total }: Solution): Promise<void> {
    await manager.query(
      'UPDATE rating_epoch SET sheets = $2, sweeps = $3, last_change = $4, total = $5 WHERE id = $1',
      [epoch, sheets, sweeps, change, total],
    );
  }

  async progressed(manager: EntityManager, epoch: number, done: number): Promise<void> {
    await manager.query('UPDATE rating_epoch SET done = $2 WHERE id = $1', [epoch, done]);
  }

  async failed(epoch: number, now: Date): Promise<void> {
    await this.source.query(
      `UPDATE rating_epoch SET state = 'failed', finished_at = $2 WHERE id = $1 AND state = 'running'`,
      [epoch, now],
    );
  }

  /** Those that a process left when it died. Only inside `alone`. */
  async abandon(now: Date): Promise<void> {
    await this.source.query(`UPDATE rating_epoch SET state = 'failed', finished_at = $1 WHERE state = 'running'`, [
      now,
    ]);
  }

  /**
   * Whether it may still take its place, and nobody gives it up from now on: a solve whose connection broke has lost
   * the lock, and another one, or none at all, may have been begun since.
   */
  async stillRuns(manager: EntityManager, epoch: number): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM rating_epoch WHERE id = $1 AND state = 'running' FOR UPDATE`,
      [epoch],
    );
    return rows.length === 1;
  }

  /** A whole epoch is more than Postgres knows of so far, and until it has its statistics it is read by poor plans. */
  async analyze(): Promise<void> {
    await this.source.query(`ANALYZE ${TABLES.join(', ')}`);
  }

  /** From the commit on it is read, and all batches there are have been written under it. */
  async makeCurrent(manager: EntityManager, epoch: number, now: Date): Promise<void> {
    await manager.query(`UPDATE rating_epoch SET state = 'past' WHERE state = 'current'`);
    await manager.query(
      `UPDATE rating_epoch SET state = 'current', finished_at = $2, done = total WHERE id = $1 AND state = 'running'`,
      [epoch, now],
    );
    await manager.query('UPDATE rating_state SET epoch = $1, written = batch, unsolved = false, wished = false', [
      epoch,
    ]);
  }

  /** Another epoch is wished for, whatever has changed, until one takes its place; `false` where one is already. */
  async wish(manager: EntityManager): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'WITH wish AS (UPDATE rating_state SET wished = true WHERE NOT wished RETURNING 1) SELECT 1 FROM wish',
    );
    return rows.length === 1;
  }

  /** What was written under an epoch that nobody reads any more. */
  async clear(manager: EntityManager, epoch: number): Promise<void> {
    for (const table of TABLES) await manager.query(`DELETE FROM ${table} WHERE epoch = $1`, [epoch]);
  }

  /** What was written under epochs that are over or came to nothing, a part at a time. */
  async clearOthers(): Promise<void> {
    for (let more = true; more;) more = await this.clearSome();
  }

  /** A part of that from each table; whether there may be more. Where two do it at once, one finds less and stops. */
  async clearSome(): Promise<boolean> {
    let full = false;
    for (const table of TABLES) {
      const rows: unknown = await this.source.query(
        `WITH gone AS (
           DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
             SELECT ctid FROM ${table}
             WHERE epoch <> ALL (ARRAY(SELECT id FROM rating_epoch WHERE state IN ('running', 'current')))
             LIMIT ${ROWS_AT_ONCE}
           )) RETURNING 1
         ) SELECT count(*)::int AS deleted FROM gone`,
      );
      full ||= z.tuple([z.object({ deleted: z.int() })]).parse(rows)[0].deleted === ROWS_AT_ONCE;
    }
    return full;
  }

  /** What no state can be made of any more: sheets removed before the epoch's batch, and all calibrations but the last. */
  async prune(manager: EntityManager): Promise<void> {
    const upTo = '(SELECT e.batch FROM rating_state s JOIN rating_epoch e ON e.id = s.epoch)';
    await manager.query(`DELETE FROM counted_sheet WHERE removed_batch <= ${upTo}`);
    await manager.query(
      `DELETE FROM rater_calibration c USING rater_calibration later
       WHERE later.account_id = c.account_id AND later.id > c.id AND later.batch <= ${upTo}`,
    );
  }

  /** The one that is read, and since when. */
  async current(): Promise<{ id: number; since: Date }> {
    const rows: unknown = await this.source.query(
      'SELECT e.id, e.finished_at AS since FROM rating_state s JOIN rating_epoch e ON e.id = s.epoch',
    );
    return z.tuple([z.object({ id: z.int(), since: z.date() })]).parse(rows)[0];
  }

  /**
   * Since when the epoch that is read stands, whether anything came or went since, whether a solve was begun or is
   * wished for, and whether rows are left of one that is over.
   */
  async staleness(): Promise<Staleness> {
    const rows: unknown[] = await this.source.query(
      `SELECT e.finished_at, s.batch > e.batch AS moved, s.unsolved, s.wished,
              EXISTS (SELECT 1 FROM rating_epoch WHERE state = 'running') AS abandoned,
              coalesce(${UNCLEARED}, false) AS uncleared
       FROM rating_state s JOIN rating_epoch e ON e.id = s.epoch`,
    );
    return staleSchema.parse(rows[0]);
  }
}
