import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SheetRow } from './sheet.store.js';

/** Takes away what the ratings hold of somebody who is to be forgotten. */
@Injectable()
export class SheetErasureStore {
  /** Out of the numbers, from the next batch on. Inside the ledger's lock: nothing enters meanwhile. */
  async exclude(manager: EntityManager, id: string, now: Date): Promise<void> {
    await manager.query('UPDATE sheet SET excluded_at = coalesce(excluded_at, $2) WHERE id = $1', [id, now]);
    await manager.query('DELETE FROM counted_sheet WHERE sheet_id = $1 AND added_batch IS NULL', [id]);
    await manager.query('UPDATE counted_sheet SET removing = true WHERE sheet_id = $1 AND NOT removing', [id]);
  }

  /** The room's numbers are to be compiled anew. */
  async recompile(manager: EntityManager, room: string): Promise<void> {
    await manager.query('UPDATE room_rating SET compiled_at = NULL WHERE room_id = $1', [room]);
  }

  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM sheet WHERE id = $1', [id]);
  }

  async rewrite(manager: EntityManager, { id, sheet }: Pick<SheetRow, 'id' | 'sheet'>): Promise<void> {
    await manager.query('UPDATE sheet SET content = $2 WHERE id = $1', [id, JSON.stringify(sheet.content)]);
  }

  /** All drafts but the self-rating of the partner: they are by whoever is to be forgotten, or about them. */
  async removeDrafts(manager: EntityManager, room: string, account: string): Promise<void> {
    await manager.query(
      `DELETE FROM sheet_draft d USING room_peer p
       WHERE d.room_id = $1 AND p.room_id = $1 AND p.account_id = $2
         AND NOT (d.kind = 'self' AND d.round = CASE p.seat WHEN 'A' THEN 1 ELSE 2 END)`,
      [room, account],
    );
  }

  /** What the model says of somebody, in whatever epoch; and that their vignettes count no longer. */
  async removeOutputs(manager: EntityManager, account: string): Promise<void> {
    const roles = `t.role IN ('candidate', 'interviewer')`;
    for (const [table, where] of [
      ['rating_candidate', roles],
      ['rating_point', roles],
      ['rating_rater', 'true'],
    ]) {
      await manager.query(
        `DELETE FROM ${table} t USING rating_epoch e WHERE t.epoch = e.id AND ${where} AND t.account_id = $1`,
        [account],
      );
    }
    await manager.query('DELETE FROM rating_pair WHERE a = $1 OR b = $1', [account]);
    await manager.query(
      `INSERT INTO rater_calibration (account_id, errors)
       SELECT $1, '{}' WHERE (
         SELECT errors <> '{}' FROM rater_calibration WHERE account_id = $1 ORDER BY id DESC LIMIT 1
       )`,
      [account],
    );
  }
}
