import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';
import { ReaderStore } from './reader.store.js';

/** Who has read what belongs to the interviewer: such a flow is not put to them as candidate while others remain. */
@Injectable()
export class ReaderService {
  constructor(private readonly store: ReaderStore) {}

  /** Remember, as part of what lets them read it. */
  async hasRead(tx: Tx, account: string, flow: string): Promise<void> {
    await this.store.add(tx.manager, account, flow);
  }

  /** The ids of the flows that somebody has read. */
  readBy(account: string): Promise<string[]> {
    return this.store.of(account);
  }
}
