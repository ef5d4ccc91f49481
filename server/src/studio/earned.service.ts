import { Injectable } from '@nestjs/common';
import { EarnedStore } from './earned.store.js';

/** Which of the flows that come with the product somebody may read, because they were through an interview with it. */
@Injectable()
export class EarnedService {
  constructor(private readonly store: EarnedStore) {}

  async flowsOf(account: string): Promise<ReadonlySet<string>> {
    return new Set(await this.store.flowsOf(account));
  }
}
