import { Injectable } from '@nestjs/common';
import { JobQueue } from '../jobs/job.queue.js';
import { ExportStore } from './export.store.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What has run out is cleared away this often. */
const CLEAR_EVERY_MS = 30_000;

/** Has exports made that were lost on the way, and clears away those whose time is over. */
@Injectable()
export class ExportSweep {
  private clearedAt = 0;

  constructor(
    private readonly store: ExportStore,
    private readonly jobs: JobQueue,
  ) {}

  async run(now = new Date()): Promise<void> {
    for (const id of await this.store.left(now)) {
      await this.jobs.add({ name: 'export-account', export: id });
    }
    if (now.getTime() - this.clearedAt < CLEAR_EVERY_MS) return;
    this.clearedAt = now.getTime();
    await this.store.clearAway(now, new Date(now.getTime() - DAY_MS));
  }
}
