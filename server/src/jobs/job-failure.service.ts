import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LOG, type Log } from '../config/log.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { cursorFrom, pageOf } from '../http/time.cursor.js';
import { aboutOf, plainError, type DeadJob } from './dead.job.js';
import { JobFailureStore, type JobFailure } from './job-failure.store.js';
import { jobsDead } from './job.metrics.js';
import { JobQueue } from './job.queue.js';
import { JOB_NAMES, jobSchema } from './job.js';

const PAGE = 25;
/** So many are put off again by one press. */
const REPLAYED_AT_ONCE = 100;
/** What is longer is no job of ours. */
const PAYLOAD_MAX = 4_000;

/** Done in the same transaction, for what is really taken off the list. */
export type Also = (tx: Tx, failure: JobFailure) => Promise<void>;

/** Jobs that failed for the last time: kept, shown to staff, and put off again by them. */
@Injectable()
export class JobFailureService {
  constructor(
    private readonly store: JobFailureStore,
    private readonly queue: JobQueue,
    private readonly transaction: Transaction,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async keep({ name, payload, attempts, error }: DeadJob): Promise<void> {
    const small = (JSON.stringify(payload) ?? '').length <= PAYLOAD_MAX;
    const about = aboutOf({ name, payload });
    const reason = plainError(error);
    const kept = { id: randomUUID(), about, name, payload: small ? payload : null, attempts, error: reason };
    await this.store.keep(kept, new Date());
    jobsDead.inc({ job: name });
    this.log.error({ job: name, about, attempts, reason }, 'a job failed for the last time');
  }

  async page(before?: string): Promise<{ failures: JobFailure[]; next: string | null; dead: number }> {
    const cursor = cursorFrom(before);
    const [rows, dead] = [await this.store.page(cursor, PAGE), await this.store.count()];
    const { rows: failures, next } = pageOf(rows, PAGE, ({ firstFailedAt: at, id }) => ({ at, id }));
    return { failures, next, dead };
  }

  /**
   * Put a dead job off once more. A second press finds it off the list and does nothing; where it was put off and the
   * list was not written (a crash between the two), the id keeps it from waiting twice, and jobs bear running twice.
   */
  async replay(id: string, also: Also): Promise<void> {
    await this.transaction.run(async (tx) => {
      const { manager } = tx;
      const [failure] = await this.store.settle(manager, [id], 'replayed', new Date());
      if (failure) await also(tx, failure);
      if (failure) return this.putOff(failure);
      if (!(await this.store.exists(manager, id))) throw noSuchJob();
    });
  }

  /** The oldest dead jobs; `left` says how many there still are. What this version has no job for stays. */
  async replayAll(also: Also): Promise<{ replayed: number; left: number }> {
    const replayed = await this.transaction.run(async (tx) => {
      const { manager } = tx;
      const oldest = await this.store.oldest(manager, JOB_NAMES, REPLAYED_AT_ONCE);
      const known = oldest.filter(({ payload }) => jobSchema.safeParse(payload).success);
      await this.store.settle(
        manager,
        known.map(({ id }) => id),
        'replayed',
        new Date(),
      );
      for (const failure of known) await also(tx, failure);
      await Promise.all(known.map((failure) => this.putOff(failure)));
      return known.length;
    });
    return { replayed, left: await this.store.count() };
  }

  async dismiss(id: string, also: Also): Promise<void> {
    await this.transaction.run(async (tx) => {
      const { manager } = tx;
      const [failure] = await this.store.settle(manager, [id], 'dismissed', new Date());
      if (failure) return also(tx, failure);
      if (!(await this.store.exists(manager, id))) throw noSuchJob();
    });
  }

  /** How many jobs wait for a worker, wait for their time, and are being done. */
  counts(): Promise<{ waiting: number; delayed: number; active: number }> {
    return this.queue.counts();
  }

  private async putOff({ id, payload }: JobFailure): Promise<void> {
    const parsed = jobSchema.safeParse(payload);
    if (!parsed.success) throw new Refused('CONFLICT', STRANGE);
    // Not under the id that it died under: the queue may be about to forget that one.
    await this.queue.add(parsed.data, { id: `again-${id}` });
  }
}

const STRANGE = 'This version of Turnabout has no such job, so that it cannot be done again. It can be dismissed.';

function noSuchJob(): Refused {
  return new Refused('NOT_FOUND', 'There is no such job.');
}
