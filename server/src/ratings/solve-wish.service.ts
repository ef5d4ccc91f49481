import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';
import { EpochStore } from './model/epoch.store.js';
import { RevealEffects } from './reveal.effects.js';

/**
 * That staff want everything solved anew. It stands in a row until a new epoch is there: while an older one is being
 * cleared, the job that does so is still the one of that name, and the queue takes no second. The sweep asks again.
 */
@Injectable()
export class SolveWishService {
  constructor(
    private readonly epochs: EpochStore,
    private readonly effects: RevealEffects,
  ) {}

  /** `false` where it is wished for already. */
  async wish(tx: Tx): Promise<boolean> {
    if (!(await this.epochs.wish(tx.manager))) return false;
    tx.afterCommit(() => this.effects.solve('staff'));
    return true;
  }
}
