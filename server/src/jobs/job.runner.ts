import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { LOG, type Log } from '../config/log.js';
import { ENV, type Env } from '../config/env.js';
import type { DeadJob } from './dead.job.js';
import type { JobBackend, Working } from './job.backend.js';
import { jobDuration, jobsRun } from './job.metrics.js';
import { JOB_NAMES, jobSchema, type Job, type JobName, type JobOf } from './job.js';
import { JOB_BACKEND } from './job.queue.js';
import { JobFailureService } from './job-failure.service.js';

/** How often the sweeps look for what a crash left undone. */
export const SWEEP_EVERY_MS = 2_000;
/** How often that plan is put again: a Redis that came back with nothing in it has forgotten it. */
const PLAN_EVERY_MS = 5_000;

type Handler = (job: Job) => Promise<void>;
type Sweep = () => Promise<void>;

/** Runs jobs by their handlers, and every few seconds the sweeps. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private readonly handlers = new Map<JobName, Handler>();
  private readonly sweeps = new Map<string, Sweep>();
  private sweeping: Promise<void> | null = null;
  private working: Working | null = null;
  private planning: NodeJS.Timeout | null = null;

  constructor(
    @Inject(JOB_BACKEND) private readonly backend: JobBackend,
    @Inject(ENV) private readonly env: Pick<Env, 'runsWorkers'>,
    @Inject(LOG) private readonly log: Log,
    @Inject(JobFailureService) private readonly failures: Pick<JobFailureService, 'keep'>,
  ) {
    this.on('sweep', () => this.sweepOnce());
  }

  /** Say how jobs of this name are done; called while the application is being put together. */
  on<N extends JobName>(name: N, handler: (job: JobOf<N>) => Promise<void>): void {
    if (this.handlers.has(name)) throw new Error(`Two handlers for the job "${name}".`);
    this.handlers.set(name, (job) => {
      if (!isJob(job, name)) throw new Error(`A "${job.name}" reached the handler of "${name}".`);
      return handler(job);
    });
  }

  /** Add a repair that is run every few seconds, on one node at a time. It must bear running twice. */
  sweep(name: string, run: Sweep): void {
    if (this.sweeps.has(name)) throw new Error(`Two sweeps are called "${name}".`);
    this.sweeps.set(name, run);
  }

  async onApplicationBootstrap(): Promise<void> {
    const missing = JOB_NAMES.filter((name) => !this.handlers.has(name));
    if (missing.length > 0)
      throw new Error(`No handler for the job${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`);
    if (!this.env.runsWorkers) return;
    this.working = this.backend.work(
      (data) => this.run(data),
      (dead) => this.bury(dead),
    );
    await this.planSweeps();
    this.planning = setInterval(() => {
      this.planSweeps().catch((err: unknown) => this.log.warn({ err }, 'the sweeps could not be planned'));
    }, PLAN_EVERY_MS);
    // What was due while nobody ran is done now and not at the next turn.
    void this.sweepOnce();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.planning) clearInterval(this.planning);
    await this.working?.close();
    await this.sweeping;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }

  private async planSweeps(): Promise<void> {
    await this.backend.jobs.upsertJobScheduler(
      'sweep',
      { every: SWEEP_EVERY_MS },
      { name: 'sweep', data: { name: 'sweep' }, opts: { removeOnComplete: true, removeOnFail: true } },
    );
  }

  private async run(data: unknown): Promise<void> {
    const job = jobSchema.parse(data);
    const stop = jobDuration.startTimer({ job: job.name });
    try {
      await this.handlers.get(job.name)?.(job);
      jobsRun.inc({ job: job.name, outcome: 'done' });
    } catch (error) {
      jobsRun.inc({ job: job.name, outcome: 'failed' });
      throw error;
    } finally {
      stop();
    }
  }

  /** The sweep comes again by itself; every other job is kept. */
  private async bury(dead: DeadJob): Promise<void> {
    if (dead.name !== 'sweep') await this.failures.keep(dead);
  }

  /** All sweeps, one after the other; a failing one does not keep the others from running. */
  private sweepOnce(): Promise<void> {
    this.sweeping ??= this.runSweeps().finally(() => {
      this.sweeping = null;
    });
    return this.sweeping;
  }

  private async runSweeps(): Promise<void> {
    for (const [name, sweep] of this.sweeps) {
      try {
        await sweep();
      } catch (error) {
        this.log.warn({ err: error, sweep: name }, 'a sweep failed');
      }
    }
  }
}

function isJob<N extends JobName>(job: Job, name: N): job is JobOf<N> {
  return job.name === name;
}
