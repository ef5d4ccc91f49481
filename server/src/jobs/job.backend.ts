import {
  createPostgresBackend,
  createRedisBackend,
  DelayedError,
  Queue,
  runMigrations,
  Worker,
  type Job,
  type JobsOptions,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Log } from '../config/log.js';
import { session, STATEMENT_MS } from '../database/session.js';
import type { DeadJob } from './dead.job.js';

const QUEUE = 'jobs';
/** The schema that the queue's own tables live in. */
const SCHEMA = 'bullmq';
const CONNECT_MS = 5_000;

/** As much of a BullMQ queue as is used, whichever store it stands on. */
export interface Jobs {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: unknown; opts: { removeOnComplete: true; removeOnFail: true } },
  ): Promise<unknown>;
  getJobCounts(...states: ('waiting' | 'delayed' | 'active')[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export interface Working {
  close(): Promise<void>;
}

type Process = (data: unknown) => Promise<void>;
type Bury = (dead: DeadJob) => Promise<void>;

/** Where jobs are kept and how workers get at them: Postgres, or Redis where there is one. */
export interface JobBackend {
  jobs: Jobs;
  /** `bury` is given each job that fails for the last time, before the queue forgets it. */
  work(process: Process, bury: Bury): Working;
  close(): Promise<void>;
}

const QUEUE_OPTIONS: Omit<QueueOptions, 'connection'> = {
  defaultJobOptions: {
    attempts: 6,
    backoff: { type: 'exponential', delay: 500 },
    // An id is free again as soon as its job is over, so that a sweep may ask for the same thing once more.
    removeOnComplete: true,
    removeOnFail: true,
  },
};

/** A job that could be neither done nor put on record is tried again after this. */
const BURY_AGAIN_MS = 5_000;

const WORKER_OPTIONS: Omit<WorkerOptions, 'connection'> = {
  concurrency: 16,
  // A killed process leaves its jobs locked; others pick them up after this.
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // A job that was interrupted is not to blame: it is idempotent and may start as often as processes die.
  maxStalledCount: 1_000,
  // After a lost connection, look again at once instead of after a quarter of a minute.
  runRetryDelay: 500,
  drainDelay: 1,
};

export async function openJobBackend(at: { redisUrl?: string; databaseUrl: string }, log: Log): Promise<JobBackend> {
  return at.redisUrl ? redisBackend(at.redisUrl, log) : postgresBackend(at.databaseUrl, log);
}

async function postgresBackend(databaseUrl: string, log: Log): Promise<JobBackend> {
  const onError = warn(log);
  const options = (statementMs: number) =>
    session(databaseUrl, { name: 'turnabout-jobs', statementMs, settings: { search_path: SCHEMA }, log });
  await migrateQueue(options(0), onError);
  const pool = new pg.Pool({ ...options(STATEMENT_MS), max: 12, connectionTimeoutMillis: CONNECT_MS });
  pool.on('error', onError);
  const jobs = new Queue(QUEUE, { ...QUEUE_OPTIONS, connection: pool }, createPostgresBackend);
  jobs.on('error', onError);
  return {
    jobs,
    work: (process, bury) => {
      const worker = new Worker(
        QUEUE,
        (job, token) => workOn(job, token, process, bury),
        { ...WORKER_OPTIONS, connection: pool },
        createPostgresBackend,
      );
      return listen(worker, log);
    },
    close: async () => {
      await jobs.close();
      await pool.end();
    },
  };
}

/** The queue's tables as this version needs them, which may take its time and wait for another process that is at it. */
async function migrateQueue(options: pg.ClientConfig, onError: (error: Error) => void): Promise<void> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', onError);
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
}

async function redisBackend(redisUrl: string, log: Log): Promise<JobBackend> {
  const onError = warn(log);
  const connect = (retries: number | null): Redis => {
    const client = new Redis(redisUrl, { maxRetriesPerRequest: retries });
    client.on('error', onError);
    return client;
  };
  const adding = connect(3);
  const working = connect(null);
  const jobs = new Queue(QUEUE, { ...QUEUE_OPTIONS, connection: adding }, createRedisBackend);
  jobs.on('error', onError);
  return {
    jobs,
    work: (process, bury) => {
      const worker = new Worker(
        QUEUE,
        (job, token) => workOn(job, token, process, bury),
        { ...WORKER_OPTIONS, connection: working },
        createRedisBackend,
      );
      return listen(worker, log);
    },
    close: async () => {
      await jobs.close();
      adding.disconnect();
      working.disconnect();
    },
  };
}

/**
 * Try a job once. What fails for the last time is put on record before the queue lets it go: a crash in between leaves
 * a record of a job that runs again, never a job that nobody knows of. Where there is no record (the database is away),
 * it is not given up either.
 */
async function workOn(job: Job, token: string | undefined, process: Process, bury: Bury): Promise<void> {
  try {
    await process(job.data);
  } catch (error) {
    const attempts = job.attemptsMade + 1;
    if (attempts < (job.opts.attempts ?? 1)) throw error;
    try {
      await bury({ name: job.name, payload: job.data, attempts, error });
    } catch {
      await job.moveToDelayed(Date.now() + BURY_AGAIN_MS, token);
      throw new DelayedError();
    }
    throw error;
  }
}

function warn(log: Log): (error: Error) => void {
  return (err) => log.warn({ err }, 'the job queue stumbled');
}

interface Failing extends Working {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { name: string; id?: string } | undefined, error: Error) => void): unknown;
}

function listen(worker: Failing, log: Log): Working {
  worker.on('error', warn(log));
  worker.on('failed', (job, err) => log.error({ err, job: job?.name, id: job?.id }, 'a job failed'));
  return worker;
}
