import { Injectable } from '@nestjs/common';
import { withoutWords } from '#shared/rating/sheet.js';
import type { Tx } from '../database/transaction.js';
import { CountingService } from './counting.service.js';
import { RevealService } from './reveal.service.js';
import { SheetErasureStore } from './sheet-erasure.store.js';
import { SheetStore } from './sheet.store.js';

/** What becomes of sheets and numbers when somebody has deleted their account. */
@Injectable()
export class SheetErasureService {
  constructor(
    private readonly sheets: SheetStore,
    private readonly store: SheetErasureStore,
    private readonly counting: CountingService,
    private readonly reveals: RevealService,
  ) {}

  /**
   * Their own numbers go, and nothing by them or about them is in anybody's any more. Repeatable: what came in meanwhile
   * goes with the next time, such as a sheet that was on its way, or a compile that did not know yet.
   */
  async forgetNumbers(tx: Tx, account: string): Promise<void> {
    if (await this.store.counts(tx.manager, account)) await this.counting.forget(tx, account);
    await this.store.removeOutputs(tx.manager, account);
  }

  /**
   * In one of their rooms: sheets about them go. Those that they wrote about their partner stay for the partner to read,
   * without words. Repeatable.
   */
  async forgetWords(tx: Tx, room: string, account: string): Promise<void> {
    for (const { id, about_id: about, author_id: author, sheet } of await this.sheets.hold(tx.manager, room)) {
      if (about === account) await this.store.remove(tx.manager, id);
      else if (author === account) await this.store.rewrite(tx.manager, { id, sheet: withoutWords(sheet) });
    }
    await this.store.removeDrafts(tx.manager, room, account);
    // What was owed by them or about them is owed no more: perhaps nothing keeps the rest sealed.
    tx.afterCommit(async () => {
      if (!(await this.reveals.isRevealed(room))) await this.reveals.consider(room);
    });
  }
}
