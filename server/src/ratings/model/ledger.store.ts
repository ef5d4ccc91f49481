import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { countedSheetSchema, type Batch, type CountedSheet, type RaterCalibration } from './model.messages.js';
import { roleSchema } from './model.output.js';

/** All that changes the ledger's batches, the outputs or the epoch does so one after the other, on all nodes. */
const LEDGER_LOCK = 1_764_000_012;
/** Who does not get the lock in this time gives up; the sweep tries again. */
const LOCK_PATIENCE = '4s';

const stateSchema = z.object({
  epoch: z.int(),
  /** The batch that the epoch was solved at, the last one there is, and the last whose outputs are written. */
  solved: z.int(),
  batch: z.int(),
  written: z.int(),
  unsolved: z.boolean(),
});
export type LedgerState = z.infer<typeof stateSchema>;

const sheetRowSchema = z
  .object({
    sheet_id: z.uuid(),
    role: roleSchema,
    at: z.date(),
    candidate_id: z.uuid(),
    rater_id: z.uuid(),
    flow_id: z.string(),
    track: z.string(),
    level: z.string(),
    scores: countedSheetSchema.shape.scores,
  })
  .transform((row): CountedSheet => ({
    role: row.role,
    id: row.sheet_id,
    at: row.at.getTime(),
    candidate: row.candidate_id,
    rater: row.rater_id,
    flow: row.flow_id,
    track: row.track,
    level: row.level,
    scores: row.scores,
  }));

const SHEET_COLUMNS = 'sheet_id, role, at, candidate_id, rater_id, flow_id, track, level, scores';

const calibrationRowSchema = z
  .object({ account_id: z.uuid(), errors: z.array(z.number()), batch: z.int() })
  .transform(({ account_id: account, errors, batch }) => ({ account, errors, batch }));

/**
 * A sheet's scores as the model takes them: "not seen" is left out, and a sheet with no score does not enter. Those of
 * rehearsals, of rooms that do not count and those that were excluded do not either.
 */
const ENTER = `
  INSERT INTO counted_sheet (sheet_id, version, role, candidate_id, rater_id, flow_id, track, level, room_id, round, at, scores)
  SELECT s.id, s.version, CASE s.kind WHEN 'peer' THEN 'candidate' ELSE 'interviewer' END, s.about_id, s.author_id,
         h.flow_id, h.track, CASE s.kind WHEN 'peer' THEN h.candidate_level ELSE h.interviewer_level END,
         s.room_id, s.round, h.ended_at, given.scores
  FROM sheet s
  JOIN room_rating x ON x.room_id = s.room_id AND x.counts AND x.revealed_at IS NOT NULL
    AND x.rehearsed IS DISTINCT FROM s.round
  JOIN held_round h ON h.room_id = s.room_id AND h.round = s.round
  CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(coalesce(r->>'competency', r->>'skill'), (r->>'score')::int) AS scores
    FROM jsonb_array_elements(s.content->'ratings') AS r WHERE r->>'score' IS NOT NULL
  ) AS given
  WHERE s.kind IN ('peer', 'interviewer') AND s.excluded_at IS NULL AND given.scores IS NOT NULL`;

/** Reference minus score of each vignette that accounts have rated, in the order of time. */
const CALIBRATIONS = `
  INSERT INTO rater_calibration (account_id, errors)
  SELECT v.account_id, array_agg(compared.error ORDER BY v.rated_at, v.id)
  FROM vignette_rating v
  CROSS JOIN LATERAL (
    SELECT avg((s->>'reference')::float8 - (s->>'score')::float8) AS error FROM jsonb_array_elements(v.scores) AS s
  ) AS compared`;

/** The ledger that the model stands on: which sheets came and went in which batch. */
@Injectable()
export class LedgerStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Until the transaction ends nobody else changes batches, outputs or the epoch. */
  async lock(manager: EntityManager): Promise<void> {
    await manager.query(`SET LOCAL lock_timeout = '${LOCK_PATIENCE}'`);
    await manager.query('SELECT pg_advisory_xact_lock($1)', [LEDGER_LOCK]);
  }

  async state(manager: EntityManager = this.source.manager): Promise<LedgerState> {
    const rows: unknown[] = await manager.query(
      `SELECT s.epoch, e.batch AS solved, s.batch, s.written, s.unsolved
       FROM rating_state s JOIN rating_epoch e ON e.id = s.epoch`,
    );
    return stateSchema.parse(rows[0]);
  }

  /** The room's revealed sheets come in, unless they are in already. */
  async enter(manager: EntityManager, room: string): Promise<void> {
    await manager.query(`${ENTER} AND s.room_id = $1 ON CONFLICT DO NOTHING`, [room]);
  }

  /** What all of an account's vignettes say comes in. */
  async calibrate(manager: EntityManager, account: string): Promise<void> {
    await manager.query(`${CALIBRATIONS} WHERE v.account_id = $1 GROUP BY v.account_id`, [account]);
  }

  /** Whether anything is to come or go with the next batch. */
  async waits(manager: EntityManager = this.source.manager): Promise<boolean> {
    const rows: unknown = await manager.query(
      `SELECT EXISTS (SELECT 1 FROM counted_sheet WHERE added_batch IS NULL)
           OR EXISTS (SELECT 1 FROM counted_sheet WHERE removing AND removed_batch IS NULL)
           OR EXISTS (SELECT 1 FROM rater_calibration WHERE batch IS NULL) AS waits`,
    );
    return z.tuple([z.object({ waits: z.boolean() })]).parse(rows)[0].waits;
  }

  /** Whatever waits becomes the next batch. */
  async assign(manager: EntityManager): Promise<void> {
    if (!(await this.waits(manager))) return;
    const next = [(await this.state(manager)).batch + 1];
    await manager.query('UPDATE counted_sheet SET removed_batch = $1 WHERE removing AND removed_batch IS NULL', next);
    await manager.query('UPDATE counted_sheet SET added_batch = $1 WHERE added_batch IS NULL', next);
    await manager.query('UPDATE rater_calibration SET batch = $1 WHERE batch IS NULL', next);
    await manager.query('UPDATE rating_state SET batch = $1', next);
  }

  /** What came and went in the batches after one up to another, batch by batch. */
  async batches(after: number, upTo: number, manager: EntityManager = this.source.manager): Promise<Batch[]> {
    if (upTo <= after) return [];
    const range = [after, upTo];
    const added = z.array(z.object({ batch: z.int() }).and(sheetRowSchema)).parse(
      await manager.query(
        `SELECT added_batch AS batch, ${SHEET_COLUMNS} FROM counted_sheet
         WHERE added_batch > $1 AND added_batch <= $2`,
        range,
      ),
    );
    const removed = z.array(z.object({ batch: z.int(), role: roleSchema, id: z.uuid() })).parse(
      await manager.query(
        `SELECT removed_batch AS batch, role, sheet_id AS id FROM counted_sheet
         WHERE removed_batch > $1 AND removed_batch <= $2`,
        range,
      ),
    );
    const calibrated = z.array(calibrationRowSchema).parse(
      await manager.query(
        `SELECT account_id, errors, batch FROM rater_calibration
         WHERE batch > $1 AND batch <= $2 ORDER BY account_id, id`,
        range,
      ),
    );
    const inBatch = { added: byBatch(added), removed: byBatch(removed), calibrated: byBatch(calibrated) };
    return Array.from({ length: upTo - after }, (_, index) => after + 1 + index).map((batch) => ({
      batch,
      removed: inBatch.removed.get(batch) ?? [],
      added: inBatch.added.get(batch) ?? [],
      calibrated: inBatch.calibrated.get(batch) ?? [],
    }));
  }

  /** The sheets as they stood at a batch, by id, a part at a time. */
  async asOf(
    batch: number,
    after: string | null,
    count: number,
    manager = this.source.manager,
  ): Promise<CountedSheet[]> {
    const rows: unknown = await manager.query(
      `SELECT ${SHEET_COLUMNS} FROM counted_sheet
       WHERE added_batch <= $1 AND (removed_batch IS NULL OR removed_batch > $1) AND ($2::uuid IS NULL OR sheet_id > $2)
       ORDER BY sheet_id LIMIT $3`,
      [batch, after, count],
    );
    return z.array(sheetRowSchema).parse(rows);
  }

  /** What everybody's vignettes said at a batch. */
  async calibrationsAsOf(batch: number, manager = this.source.manager): Promise<RaterCalibration[]> {
    const rows: unknown = await manager.query(
      `SELECT DISTINCT ON (account_id) account_id, errors, batch FROM rater_calibration
       WHERE batch <= $1 ORDER BY account_id, id DESC`,
      [batch],
    );
    return z.array(calibrationRowSchema).parse(rows);
  }

  /** Begin anew from the sheets and vignettes that there are, all of them one batch; nothing is applied before a full solve. */
  async rebuild(manager: EntityManager): Promise<void> {
    await manager.query('TRUNCATE counted_sheet, rater_calibration');
    await manager.query(ENTER);
    await manager.query(`${CALIBRATIONS} GROUP BY v.account_id`);
    await this.assign(manager);
    await manager.query('UPDATE rating_state SET unsolved = true');
    // It is read next, and all of it is new: without its statistics each page of it would be a walk through the whole.
    await manager.query('ANALYZE counted_sheet, rater_calibration');
  }

  /** The outputs of all batches up to this one are written. */
  async written(manager: EntityManager, batch: number): Promise<void> {
    await manager.query('UPDATE rating_state SET written = $1', [batch]);
  }
}

function byBatch<T extends { batch: number }>(rows: readonly T[]): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const row of rows) {
    const group = grouped.get(row.batch);
    if (group) group.push(row);
    else grouped.set(row.batch, [row]);
  }
  return grouped;
}
