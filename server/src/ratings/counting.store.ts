import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Sheet } from '#shared/rating/sheet.js';

const roomSchema = z.array(z.object({ room_id: z.uuid() }));

/** Whether sheets count, and what of the ledger is to go because they do not; always inside somebody's transaction. */
@Injectable()
export class CountingStore {
  /** The sheet's room; `null` where it was excluded before. */
  async exclude(manager: EntityManager, sheet: string, now: Date): Promise<string | null> {
    const room = await this.change(
      manager,
      'UPDATE sheet SET excluded_at = $2 WHERE id = $1 AND excluded_at IS NULL RETURNING room_id',
      [sheet, now],
    );
    if (room !== null) await this.takeOut(manager, [sheet]);
    return room;
  }

  /** It enters again with the compile of its room, as another version. */
  async restore(manager: EntityManager, sheet: string): Promise<string | null> {
    return this.change(
      manager,
      `UPDATE sheet SET excluded_at = NULL, version = version + 1
       WHERE id = $1 AND excluded_at IS NOT NULL RETURNING room_id`,
      [sheet],
    );
  }

  async replace(
    manager: EntityManager,
    sheet: string,
    kind: Sheet['kind'],
    content: Sheet['content'],
  ): Promise<string | null> {
    const room = await this.change(
      manager,
      'UPDATE sheet SET content = $3, version = version + 1 WHERE id = $1 AND kind = $2 RETURNING room_id',
      [sheet, kind, JSON.stringify(content)],
    );
    if (room !== null) await this.takeOut(manager, [sheet]);
    return room;
  }

  /** The rooms of all sheets by or about an account; those sheets are held by id, as everywhere. */
  async forget(manager: EntityManager, account: string, now: Date): Promise<string[]> {
    const rows: unknown = await manager.query(
      `WITH held AS (
         SELECT id FROM sheet WHERE author_id = $1 OR about_id = $1 ORDER BY id FOR UPDATE
       ), gone AS (
         UPDATE sheet SET excluded_at = $2 FROM held WHERE sheet.id = held.id RETURNING room_id
       ) SELECT DISTINCT room_id FROM gone ORDER BY room_id`,
      [account, now],
    );
    const ledger: unknown = await manager.query(
      'SELECT sheet_id FROM counted_sheet WHERE candidate_id = $1 OR rater_id = $1',
      [account],
    );
    const sheets = z.array(z.object({ sheet_id: z.uuid() })).parse(ledger);
    await this.takeOut(
      manager,
      sheets.map(({ sheet_id }) => sheet_id),
    );
    // No vignette of theirs says anything of anybody any more.
    await manager.query('INSERT INTO rater_calibration (account_id, errors) VALUES ($1, $2)', [account, []]);
    return roomSchema.parse(rows).map(({ room_id }) => room_id);
  }

  /** The room is to be compiled again, and is read as it is until then. */
  async reopen(manager: EntityManager, room: string): Promise<void> {
    await manager.query('UPDATE room_rating SET compiled_at = NULL WHERE room_id = $1', [room]);
    await manager.query('DELETE FROM session_report WHERE room_id = $1', [room]);
    await manager.query('UPDATE room_peer SET reported = false WHERE room_id = $1', [room]);
  }

  private async takeOut(manager: EntityManager, sheets: readonly string[]): Promise<void> {
    await manager.query('DELETE FROM counted_sheet WHERE sheet_id = ANY($1) AND added_batch IS NULL', [sheets]);
    await manager.query('UPDATE counted_sheet SET removing = true WHERE sheet_id = ANY($1) AND NOT removing', [sheets]);
  }

  private async change(manager: EntityManager, text: string, values: unknown[]): Promise<string | null> {
    const rows: unknown = await manager.query(`WITH changed AS (${text}) SELECT room_id FROM changed`, values);
    return roomSchema.parse(rows)[0]?.room_id ?? null;
  }
}
