import { Injectable } from '@nestjs/common';
import type { Sheet } from '#shared/rating/sheet.js';
import type { Tx } from '../database/transaction.js';
import { CountingStore } from './counting.store.js';

/** The one way from here to the numbers: whether a sheet counts, and what of it. */
@Injectable()
export class CountingService {
  constructor(private readonly store: CountingStore) {}

  /** Out of the numbers; kept, and shown. */
  exclude(tx: Tx, sheet: string): Promise<void> {
    return this.store.exclude(tx.manager, sheet, new Date());
  }

  /** In the numbers again. */
  restore(tx: Tx, sheet: string): Promise<void> {
    return this.store.restore(tx.manager, sheet);
  }

  /** What it says from now on. One that is out of the numbers stays out. */
  replace(tx: Tx, sheet: string, content: Sheet['content']): Promise<void> {
    return this.store.replace(tx.manager, sheet, content);
  }
}
