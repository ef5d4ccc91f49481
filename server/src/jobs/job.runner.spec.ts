import { createLog } from '../config/log.js';
import type { JobBackend } from './job.backend.js';
import type { DeadJob } from './dead.job.js';
import { JOB_NAMES, type Job } from './job.js';
import { JobRunner } from './job.runner.js';

const runners: JobRunner[] = [];
afterEach(async () => {
  // One that works plans its sweeps again and again, until it is told to end.
  for (const runner of runners.splice(0)) await runner.onModuleDestroy();
});

/** A queue that gives the test its worker. */
function backend() {
  const told: {
    process?: (data: unknown) => Promise<void>;
    bury?: (dead: DeadJob) => Promise<void>;
    scheduled: unknown[];
    kept: string[];
  } = { scheduled: [], kept: [] };
  const failures = { keep: async ({ name }: DeadJob) => void told.kept.push(name) };
  const jobs: JobBackend = {
    jobs: {
      add: () => Promise.resolve(),
      getJobCounts: () => Promise.resolve({}),
      upsertJobScheduler: (...given) => Promise.resolve(told.scheduled.push(given)),
      close: () => Promise.resolve(),
    },
    work: (process, bury) => {
      Object.assign(told, { process, bury });
      return { close: () => Promise.resolve() };
    },
    close: () => Promise.resolve(),
  };
  return {
    told,
    runner: (runsWorkers = true) => {
      const runner = new JobRunner(jobs, { runsWorkers }, createLog({ logLevel: 'silent' }), failures);
      runners.push(runner);
      return runner;
    },
  };
}

function complete(runner: JobRunner, ran: Job[] = []): JobRunner {
  for (const name of JOB_NAMES) if (name !== 'sweep') runner.on(name, async (job) => void ran.push(job));
  return runner;
}

describe('running jobs', () => {
  it('does not start with a job that nobody does, nor with one that two do', async () => {
    const { runner } = backend();
    await expect(runner().onApplicationBootstrap()).rejects.toThrow(/No handler for the jobs .*room-deadline/);
    const twice = complete(runner());
    expect(() => twice.on('room-deadline', async () => undefined)).toThrow('Two handlers');
    expect(() => twice.on('sweep', async () => undefined)).toThrow('Two handlers');
    twice.sweep('rooms', async () => undefined);
    expect(() => twice.sweep('rooms', async () => undefined)).toThrow('Two sweeps');
  });

  it('hands each job to its handler, and fails what is no job', async () => {
    const { told, runner } = backend();
    const ran: Job[] = [];
    await complete(runner(), ran).onApplicationBootstrap();
    const job: Job = { name: 'room-deadline', room: '00000000-0000-4000-8000-000000000001' };
    await told.process?.(job);
    expect(ran).toEqual([job]);
    await expect(told.process?.({ name: 'room-deadline' })).rejects.toThrow();
    await expect(told.process?.({ name: 'no-such-job' })).rejects.toThrow();
  });

  it('sweeps at the start and by schedule; one that fails keeps no other from running', async () => {
    const { told, runner } = backend();
    const sweeping = complete(runner());
    const swept: string[] = [];
    sweeping.sweep('broken', () => Promise.reject(new Error('no')));
    sweeping.sweep('whole', async () => void swept.push('whole'));
    await sweeping.onApplicationBootstrap();
    await new Promise((resolve) => setImmediate(resolve));
    expect(swept).toEqual(['whole']);
    await told.process?.({ name: 'sweep' });
    expect(swept).toEqual(['whole', 'whole']);
    expect(told.scheduled).toHaveLength(1);
  });

  it('keeps what fails for the last time, but no sweep: the next one comes by itself', async () => {
    const { told, runner } = backend();
    await complete(runner()).onApplicationBootstrap();
    for (const name of ['sweep', 'match'])
      await told.bury?.({ name, payload: { name }, attempts: 6, error: new Error('no') });
    expect(told.kept).toEqual(['match']);
  });

  it('leaves the work to others where it is told to', async () => {
    const { told, runner } = backend();
    await complete(runner(false)).onApplicationBootstrap();
    expect(told.process).toBeUndefined();
    expect(told.scheduled).toEqual([]);
  });
});
