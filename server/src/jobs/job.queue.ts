import { Inject, Injectable } from '@nestjs/common';
import type { JobBackend } from './job.backend.js';
import type { Job } from './job.js';

export const JOB_BACKEND = Symbol('JOB_BACKEND');

/** Puts jobs off. Called after commit; what must not be lost is found again by a sweep from its own row. */
@Injectable()
export class JobQueue {
  constructor(@Inject(JOB_BACKEND) private readonly backend: JobBackend) {}

  /** A job is known by what it is about, or by `id`: the same once more, while it is waiting, adds nothing. */
  async add(job: Job, { id = idOf(job), delayMs = 0 }: { id?: string; delayMs?: number } = {}): Promise<void> {
    await this.backend.jobs.add(job.name, job, { jobId: id, delay: Math.max(0, Math.round(delayMs)) });
  }

  /** How many wait for a worker, wait for their time, and are being done. */
  async counts(): Promise<{ waiting: number; delayed: number; active: number }> {
    const {
      waiting = 0,
      delayed = 0,
      active = 0,
    } = await this.backend.jobs.getJobCounts('waiting', 'delayed', 'active');
    return { waiting, delayed, active };
  }
}

function idOf({ name, ...about }: Job): string {
  return [name, ...Object.values(about)].join('-');
}
