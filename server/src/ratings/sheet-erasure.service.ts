import { Injectable } from '@nestjs/common';
import { withoutWords } from '#shared/rating/sheet.js';
import type { Tx } from '../database/transaction.js';
import { JobQueue } from '../jobs/job.queue.js';
import { RevealService } from './reveal.service.js';
import { SheetErasureStore } from './sheet-erasure.store.js';
import { SheetStore } from './sheet.store.js';

/** What becomes of the sheets of a room when one of its two has deleted their account. */
@Injectable()
export class SheetErasureService {
  constructor(
    private readonly sheets: SheetStore,
    private readonly store: SheetErasureStore,
    private readonly reveals: RevealService,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Sheets about them go. Those that they wrote about their partner stay for the partner to read, without words and out
   * of everybody's numbers. Repeatable.
   */
  async forget(tx: Tx, room: string, account: string): Promise<void> {
    for (const { id, about_id: about, author_id: author, sheet } of await this.sheets.ofRoom(room, tx.manager)) {
      if (about === account) await this.store.remove(tx.manager, id);
      else if (author === account) await this.store.rewrite(tx.manager, { id, sheet: withoutWords(sheet) });
    }
    await this.store.removeDrafts(tx.manager, room, account);
    tx.afterCommit(() => this.jobs.add({ name: 'compile-ratings', room }, { id: `compile-ratings-${room}` }));
    // What was owed by them or about them is owed no more: perhaps nothing keeps the rest sealed.
    tx.afterCommit(() => this.reveals.consider(room));
  }
}
