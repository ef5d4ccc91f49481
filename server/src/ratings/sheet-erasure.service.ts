import { Injectable } from '@nestjs/common';
import { withoutWords } from '#shared/rating/sheet.js';
import type { Tx } from '../database/transaction.js';
import { JobQueue } from '../jobs/job.queue.js';
import { LedgerStore } from './model/ledger.store.js';
import { RevealService } from './reveal.service.js';
import { SheetErasureStore } from './sheet-erasure.store.js';
import { SheetStore } from './sheet.store.js';

/** What becomes of sheets and numbers when somebody has deleted their account. */
@Injectable()
export class SheetErasureService {
  constructor(
    private readonly sheets: SheetStore,
    private readonly store: SheetErasureStore,
    private readonly ledger: LedgerStore,
    private readonly reveals: RevealService,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * In one of their rooms: sheets about them go. Those that they wrote about their partner stay for the partner to read,
   * without words and out of everybody's numbers. Repeatable.
   */
  async forget(tx: Tx, room: string, account: string): Promise<void> {
    await this.ledger.lock(tx.manager);
    const now = new Date();
    for (const { id, about_id: about, author_id: author, sheet } of await this.sheets.ofRoom(room, tx.manager)) {
      if (about !== account && author !== account) continue;
      await this.store.exclude(tx.manager, id, now);
      if (about === account) await this.store.remove(tx.manager, id);
      else await this.store.rewrite(tx.manager, { id, sheet: withoutWords(sheet) });
    }
    await this.store.removeDrafts(tx.manager, room, account);
    await this.store.recompile(tx.manager, room);
    tx.afterCommit(() => this.jobs.add({ name: 'compile-sheet', room }, { id: `compile-sheet-${room}` }));
    // What was owed by them or about them is owed no more: perhaps nothing keeps the rest sealed.
    tx.afterCommit(() => this.reveals.consider(room));
  }

  /** Their own numbers, and what they were as a rater. Repeatable. */
  async forgetNumbers(tx: Tx, account: string): Promise<void> {
    await this.store.removeOutputs(tx.manager, account);
  }
}
