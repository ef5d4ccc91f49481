import { Injectable } from '@nestjs/common';
import type { RatingsOverview } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { AuditService } from '../audit/audit.service.js';
import { Transaction } from '../database/transaction.js';
import { SolveWishService } from '../ratings/solve-wish.service.js';
import { EpochListStore } from './epoch-list.store.js';

/** The rating model as staff see it, and the wish to have everything solved anew. */
@Injectable()
export class StaffRatingsService {
  constructor(
    private readonly epochs: EpochListStore,
    private readonly solves: SolveWishService,
    private readonly audit: AuditService,
    private readonly transaction: Transaction,
  ) {}

  overview(): Promise<RatingsOverview> {
    return this.epochs.overview();
  }

  /** One that runs is not begun a second time, and one that is wished for is not wished for again. */
  async solveAnew(who: SignedIn): Promise<void> {
    if (await this.epochs.isRunning()) return;
    await this.transaction.run(async (tx) => {
      if (await this.solves.wish(tx)) await this.audit.decided(tx, who, 'epoch-asked', { subject: null });
    });
  }
}
