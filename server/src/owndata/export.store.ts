import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const rowSchema = z.object({
  id: z.uuid(),
  requested_at: z.date(),
  state: z.enum(['making', 'ready', 'failed']),
  done: z.int(),
  total: z.int(),
  bytes: z.coerce.number().nullable(),
  expires_at: z.date().nullable(),
});
export type ExportRow = z.infer<typeof rowSchema>;

const claimedSchema = z.tuple([z.array(z.object({ account_id: z.uuid(), tries: z.int() })), z.number()]);
const COLUMNS = 'id, requested_at, state, done, total, bytes, expires_at';
/** Whoever makes an export and is not heard of for so long is dead. */
const SILENT_MS = 15_000;

/** A try at making an export: only the latest one may write. */
export interface Run {
  export: string;
  run: string;
}

/** Exports and their pieces, in the database so that any process may hand them out. */
@Injectable()
export class ExportStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** When those of somebody that count towards the limit were asked for, oldest first. */
  async requestedSince(manager: EntityManager, account: string, since: Date): Promise<Date[]> {
    const rows: unknown = await manager.query(
      `SELECT requested_at AS at FROM account_export
       WHERE account_id = $1 AND requested_at > $2 AND state <> 'failed' ORDER BY requested_at`,
      [account, since],
    );
    return z
      .array(z.object({ at: z.date() }))
      .parse(rows)
      .map(({ at }) => at);
  }

  /** `null` where one is being made already. */
  async insert(manager: EntityManager, id: string, account: string, now: Date): Promise<ExportRow | null> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO account_export (id, account_id, requested_at, state) VALUES ($1, $2, $3, 'making')
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [id, account, now],
    );
    return rows[0] ? rowSchema.parse(rows[0]) : null;
  }

  /** Newest first, without those that are over. */
  async list(account: string, now: Date): Promise<ExportRow[]> {
    const rows: unknown = await this.source.query(
      `SELECT ${COLUMNS} FROM account_export
       WHERE account_id = $1 AND state <> 'deleted' AND (expires_at IS NULL OR expires_at > $2)
       ORDER BY requested_at DESC, id`,
      [account, now],
    );
    return z.array(rowSchema).parse(rows);
  }

  /** One that its owner can download, and the run that made it. */
  async ready(account: string, id: string, now: Date): Promise<(Run & { bytes: number; requestedAt: Date }) | null> {
    const rows: unknown[] = await this.source.query(
      `SELECT id, run, bytes, requested_at FROM account_export
       WHERE id = $1 AND account_id = $2 AND state = 'ready' AND expires_at > $3`,
      [id, account, now],
    );
    if (!rows[0]) return null;
    const row = z
      .object({ id: z.uuid(), run: z.uuid(), bytes: z.coerce.number(), requested_at: z.date() })
      .parse(rows[0]);
    return { export: row.id, run: row.run, bytes: row.bytes, requestedAt: row.requested_at };
  }

  async piece({ export: id, run }: Run, n: number): Promise<Buffer | null> {
    const rows: unknown[] = await this.source.query(
      'SELECT bytes FROM account_export_chunk WHERE export_id = $1 AND run = $2 AND n = $3',
      [id, run, n],
    );
    return rows[0] ? z.object({ bytes: z.instanceof(Buffer) }).parse(rows[0]).bytes : null;
  }

  /** Take an export away from its owner; that it was asked for still counts. `false` where there is none. */
  async remove(manager: EntityManager, account: string, id: string): Promise<boolean> {
    const [, found]: [unknown[], number] = await manager.query(
      `UPDATE account_export SET state = 'deleted', run = NULL, bytes = NULL, expires_at = NULL
       WHERE id = $1 AND account_id = $2 AND state <> 'deleted'`,
      [id, account],
    );
    await manager.query(
      'DELETE FROM account_export_chunk c USING account_export e WHERE c.export_id = e.id AND e.id = $1 AND e.run IS NULL',
      [id],
    );
    return found === 1;
  }

  /** Begin to make one, unless somebody is at it; gives whose it is and how often it was begun. */
  async claim({ export: id, run }: Run, now: Date): Promise<{ account: string; tries: number } | null> {
    const result: unknown = await this.source.query(
      `UPDATE account_export SET run = $2, beat_at = $3, tries = tries + 1, done = 0, total = 0
       WHERE id = $1 AND state = 'making' AND (run IS NULL OR beat_at < $4) RETURNING account_id, tries`,
      [id, run, now, new Date(now.getTime() - SILENT_MS)],
    );
    const [row] = claimedSchema.parse(result)[0];
    return row ? { account: row.account_id, tries: row.tries } : null;
  }

  /** Still at it; `false` for a run that is not the latest, or whose export is not wanted any more. */
  async beat({ export: id, run }: Run, done: number, total: number, now: Date): Promise<boolean> {
    const [, found]: [unknown[], number] = await this.source.query(
      `UPDATE account_export SET beat_at = $3, done = $4, total = $5 WHERE id = $1 AND run = $2 AND state = 'making'`,
      [id, run, now, done, total],
    );
    return found === 1;
  }

  /** `false` as `beat`. */
  async addPiece({ export: id, run }: Run, n: number, bytes: Buffer): Promise<boolean> {
    const rows: unknown[] = await this.source.query(
      `INSERT INTO account_export_chunk (export_id, run, n, bytes)
       SELECT id, run, $3, $4 FROM account_export WHERE id = $1 AND run = $2 AND state = 'making' RETURNING n`,
      [id, run, n, bytes],
    );
    return rows.length === 1;
  }

  /** It is whole. What other runs have left goes. */
  async finish(manager: EntityManager, { export: id, run }: Run, bytes: number, expiresAt: Date): Promise<void> {
    const [, found]: [unknown[], number] = await manager.query(
      `UPDATE account_export SET state = 'ready', bytes = $3, expires_at = $4, done = total
       WHERE id = $1 AND run = $2 AND state = 'making'`,
      [id, run, bytes, expiresAt],
    );
    await manager.query('DELETE FROM account_export_chunk WHERE export_id = $1 AND (run <> $2) = $3', [
      id,
      run,
      found === 1,
    ]);
  }

  /** A run has broken off: the next may begin at once, or there is none. */
  async breakOff({ export: id, run }: Run, becomes: 'making' | 'failed'): Promise<void> {
    await this.source.query('DELETE FROM account_export_chunk WHERE export_id = $1 AND run = $2', [id, run]);
    await this.source.query(
      `UPDATE account_export SET run = NULL, state = $3 WHERE id = $1 AND run = $2 AND state = 'making'`,
      [id, run, becomes],
    );
  }

  /** Exports that nobody is making, though they should be. */
  async left(now: Date): Promise<string[]> {
    const rows: unknown = await this.source.query(
      `SELECT id FROM account_export WHERE state = 'making' AND coalesce(beat_at, requested_at) < $1 LIMIT 100`,
      [new Date(now.getTime() - SILENT_MS)],
    );
    return z
      .array(z.object({ id: z.uuid() }))
      .parse(rows)
      .map(({ id }) => id);
  }

  /** Forget what has run out; of those without a file, once they count no longer. */
  async clearAway(now: Date, countedSince: Date): Promise<void> {
    await this.source.query(
      `DELETE FROM account_export WHERE expires_at <= $1 OR (state IN ('failed', 'deleted') AND requested_at <= $2)`,
      [now, countedSince],
    );
  }
}
