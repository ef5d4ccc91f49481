import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SheetRow } from './sheet.store.js';

/** Takes sheets and drafts of a room away, for who is to be forgotten. */
@Injectable()
export class SheetErasureStore {
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
}
