import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { TimeCursor } from '../http/time.cursor.js';

const rowSchema = z
  .object({
    id: z.uuid(),
    about: z.string(),
    name: z.string(),
    payload: z.unknown(),
    attempts: z.int(),
    error: z.string(),
    first_failed_at: z.date(),
    last_failed_at: z.date(),
  })
  .transform(({ first_failed_at: first, last_failed_at: last, ...row }) => ({
    ...row,
    firstFailedAt: first.getTime(),
    lastFailedAt: last.getTime(),
  }));
export type JobFailure = z.infer<typeof rowSchema>;

const COLUMNS = 'id, about, name, payload, attempts, error, first_failed_at, last_failed_at';

/** What was replayed or dismissed is kept for so long. */
const KEPT = '30 days';

type Settled = 'replayed' | 'dismissed';

/** Jobs that have failed for the last time. One job stands once, however often it dies. */
@Injectable()
export class JobFailureStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async keep(failure: Omit<JobFailure, 'firstFailedAt' | 'lastFailedAt'>, now: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO job_failure (id, about, name, payload, attempts, error, first_failed_at, last_failed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
       ON CONFLICT (about) WHERE state = 'dead' DO UPDATE
       SET attempts = job_failure.attempts + excluded.attempts, payload = excluded.payload, error = excluded.error,
           last_failed_at = excluded.last_failed_at`,
      [
        failure.id,
        failure.about,
        failure.name,
        JSON.stringify(failure.payload ?? null),
        failure.attempts,
        failure.error,
        now,
      ],
    );
    await this.source.query(`DELETE FROM job_failure WHERE settled_at < $1::timestamptz - interval '${KEPT}'`, [now]);
  }

  /** Dead ones, by their first failure, newest first; one more than asked for where there are more. */
  async page(before: TimeCursor | null, size: number): Promise<JobFailure[]> {
    const rows: unknown = await this.source.query(
      `SELECT ${COLUMNS} FROM job_failure
       WHERE state = 'dead' AND ($1::timestamptz IS NULL OR (first_failed_at, id) < ($1, $2::uuid))
       ORDER BY first_failed_at DESC, id DESC LIMIT $3`,
      [before?.at ?? null, before?.id ?? null, size + 1],
    );
    return z.array(rowSchema).parse(rows);
  }

  async count(): Promise<number> {
    const rows: unknown = await this.source.query(`SELECT count(*)::int AS n FROM job_failure WHERE state = 'dead'`);
    return z.array(z.object({ n: z.int() })).parse(rows)[0]?.n ?? 0;
  }

  async exists(manager: EntityManager, id: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM job_failure WHERE id = $1', [id]);
    return rows.length === 1;
  }

  /** The oldest of these names; others that somebody is just taking off the list are left to them. */
  async oldest(manager: EntityManager, names: readonly string[], size: number): Promise<JobFailure[]> {
    const rows: unknown = await manager.query(
      `SELECT ${COLUMNS} FROM job_failure WHERE state = 'dead' AND name = ANY($2::text[])
       ORDER BY first_failed_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [size, names],
    );
    return z.array(rowSchema).parse(rows);
  }

  /** Take them off the list; gives those that were still on it. */
  async settle(manager: EntityManager, ids: readonly string[], how: Settled, now: Date): Promise<JobFailure[]> {
    const rows: unknown = await manager.query(
      `WITH settled AS (
         UPDATE job_failure SET state = $2, settled_at = $3 WHERE id = ANY($1::uuid[]) AND state = 'dead' RETURNING *
       ) SELECT ${COLUMNS} FROM settled`,
      [ids, how, now],
    );
    return z.array(rowSchema).parse(rows);
  }
}
