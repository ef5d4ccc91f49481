import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';
import { LedgerStore } from './model/ledger.store.js';

/** What somebody's vignettes say of how strict they are, for the model. */
@Injectable()
export class RaterCalibrationService {
  constructor(private readonly ledger: LedgerStore) {}

  /** A vignette was rated in this transaction: all of the account's count from the next batch on. */
  async rated(tx: Tx, account: string): Promise<void> {
    await this.ledger.calibrate(tx.manager, account);
  }
}
