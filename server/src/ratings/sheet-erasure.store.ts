import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SheetRow } from './sheet.store.js';

/** Takes away what the ratings hold of somebody who is to be forgotten. */
@Injectable()
export class SheetErasureStore {
  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM sheet WHERE id = $1', [id]);
  }

  /** With its earlier versions, and what was said of it to staff, which may quote it. */
  async rewrite(manager: EntityManager, { id, sheet }: Pick<SheetRow, 'id' | 'sheet'>): Promise<void> {
    await manager.query('DELETE FROM sheet_version WHERE sheet_id = $1', [id]);
    await manager.query('DELETE FROM dispute WHERE sheet_id = $1', [id]);
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

  /** Whether anything by or about somebody counts, or might come to. */
  async counts(manager: EntityManager, account: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT FROM sheet WHERE (author_id = $1 OR about_id = $1) AND excluded_at IS NULL
       UNION ALL SELECT FROM counted_sheet WHERE (candidate_id = $1 OR rater_id = $1) AND NOT removing LIMIT 1`,
      [account],
    );
    return rows.length > 0;
  }

  /** What the model says of somebody, in whatever epoch. */
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
    await manager.query('DELETE FROM flag_look WHERE strpos(flag, $1) > 0', [account]);
  }
}
