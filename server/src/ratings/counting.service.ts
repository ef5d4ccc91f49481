import { Injectable } from '@nestjs/common';
import type { Sheet } from '#shared/rating/sheet.js';
import type { Tx } from '../database/transaction.js';
import { JobQueue } from '../jobs/job.queue.js';
import { CountingStore } from './counting.store.js';

/**
 * Which sheets count. One that is excluded is kept and shown, and is out of the numbers with the next batch; after the
 * next full solve nothing shows that it ever was in them. Each of these is part of a transaction of whoever decides.
 */
@Injectable()
export class CountingService {
  constructor(
    private readonly store: CountingStore,
    private readonly jobs: JobQueue,
  ) {}

  /** `false` where there is no such sheet, or it is excluded already. */
  async exclude(tx: Tx, sheet: string): Promise<boolean> {
    return this.recompile(tx, await this.store.exclude(tx.manager, sheet, new Date()));
  }

  /** `false` where there is no such sheet, or it is not excluded. */
  async restore(tx: Tx, sheet: string): Promise<boolean> {
    return this.recompile(tx, await this.store.restore(tx.manager, sheet));
  }

  /** The same sheet says something else from now on; whether it counts stays as it is. `false` where there is none. */
  async replace(tx: Tx, sheet: string, { kind, content }: Sheet): Promise<boolean> {
    return this.recompile(tx, await this.store.replace(tx.manager, sheet, kind, content));
  }

  /** Nothing that an account has written or that is about it counts any more: it is going to be erased. */
  async forget(tx: Tx, account: string): Promise<void> {
    for (const room of await this.store.forget(tx.manager, account, new Date())) await this.recompile(tx, room);
  }

  private async recompile(tx: Tx, room: string | null): Promise<boolean> {
    if (room === null) return false;
    await this.store.reopen(tx.manager, room);
    tx.afterCommit(() => this.jobs.add({ name: 'compile-sheet', room }));
    return true;
  }
}
