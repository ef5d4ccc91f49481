import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Sheet } from '#shared/rating/sheet.js';

/** What of a sheet's row decides whether and how it counts. */
@Injectable()
export class CountingStore {
  async exclude(manager: EntityManager, sheet: string, now: Date): Promise<void> {
    await manager.query('UPDATE sheet SET excluded_at = coalesce(excluded_at, $2) WHERE id = $1', [sheet, now]);
  }

  async restore(manager: EntityManager, sheet: string): Promise<void> {
    await manager.query('UPDATE sheet SET excluded_at = NULL WHERE id = $1', [sheet]);
  }

  async replace(manager: EntityManager, sheet: string, content: Sheet['content']): Promise<void> {
    await manager.query('UPDATE sheet SET content = $2, version = version + 1 WHERE id = $1', [
      sheet,
      JSON.stringify(content),
    ]);
  }
}
