import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** What a full solve came to. */
export interface Solved {
  batch: number;
  reason: string;
  sheets: number;
  people: number;
  sweeps: number;
  change: number;
}

/** Epochs: one full solve each, with the rows that were written under it. */
@Injectable()
export class EpochStore {
  /** A new epoch takes the place of the current one in this transaction: what is written under it is seen from the commit on. */
  async replace(
    manager: EntityManager,
    { batch, reason, sheets, people, sweeps, change }: Solved,
    now: Date,
  ): Promise<number> {
    const rows: unknown = await manager.query(
      `INSERT INTO rating_epoch (id, batch, reason, state, started_at, finished_at, sheets, sweeps, last_change, done, total)
       SELECT max(id) + 1, $1, $2, 'current', $3, $3, $4, $5, $6, $7, $7 FROM rating_epoch RETURNING id`,
      [batch, reason, now, sheets, sweeps, change, people],
    );
    const [{ id }] = z.tuple([z.object({ id: z.int() })]).parse(rows);
    await manager.query(`UPDATE rating_epoch SET state = 'past' WHERE state = 'current' AND id <> $1`, [id]);
    await manager.query('UPDATE rating_state SET epoch = $1, written = batch, unsolved = false', [id]);
    return id;
  }

  /** What was written under an epoch that nobody reads any more, and what the ledger keeps for it alone. */
  async clear(manager: EntityManager, epoch: number): Promise<void> {
    for (const table of ['rating_candidate', 'rating_point', 'rating_rater', 'rating_pair']) {
      await manager.query(`DELETE FROM ${table} WHERE epoch = $1`, [epoch]);
    }
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
}
