import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { redisInstalled, startRedis, type Redis } from '../testing/redis.server.js';
import { until } from '../testing/room.story.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { JobFailureService } from './job-failure.service.js';
import type { JobFailure } from './job-failure.store.js';
import { JOB_BACKEND, JobQueue } from './job.queue.js';
import type { JobBackend } from './job.backend.js';

let started: TestApp;
let redis: Redis | undefined;

const of = <T>(token: symbol | (abstract new (...given: never[]) => T)): T =>
  started.app.get<T>(token, { strict: false });
const failures = () => of(JobFailureService);

const nothing = () => Promise.resolve();

/** A job about a room that nobody has: it dies at its first attempt. */
async function dies(room: string = randomUUID()): Promise<{ about: string; failure: JobFailure }> {
  const about = `compile-sheet ${room}`;
  await attempt(room);
  return { about, failure: await kept(about) };
}

async function attempt(room: string): Promise<void> {
  const { jobs } = of<JobBackend>(JOB_BACKEND);
  await jobs.add('compile-sheet', { name: 'compile-sheet', room }, { jobId: randomUUID(), attempts: 1 });
}

async function kept(about: string, attempts = 1): Promise<JobFailure> {
  let found: JobFailure | undefined;
  await until(async () => {
    found = (await failures().page()).failures.find((one) => one.about === about);
    return found !== undefined && found.attempts >= attempts;
  });
  if (!found) throw new Error(`${about} is not kept`);
  return found;
}

const listed = async (about: string): Promise<boolean> =>
  (await failures().page()).failures.some((failure) => failure.about === about);

describe.each([
  ['Postgres', false],
  ['Redis', true],
])('a dead job, with the queue on %s', (_store, onRedis) => {
  if (onRedis && !redisInstalled) return it.todo('needs a redis-server');

  beforeAll(async () => {
    redis = onRedis ? await startRedis() : undefined;
    started = await startTestApp({ redisUrl: redis?.url });
  }, 60_000);
  beforeEach(() => of<DataSource>(DataSource).query('DELETE FROM job_failure'));
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await started.close();
    redis?.kill();
  });

  it('is kept with what it was about and why it failed', async () => {
    const room = randomUUID();
    const { failure, about } = await dies(room);
    expect(failure).toMatchObject({ name: 'compile-sheet', payload: { name: 'compile-sheet', room }, attempts: 1 });
    expect(failure.error).toContain('There is no such room.');
    await attempt(room);
    const again = await kept(about, 2);
    expect(again).toMatchObject({ id: failure.id, attempts: 2, firstFailedAt: failure.firstFailedAt });
    expect(again.lastFailedAt).toBeGreaterThan(failure.lastFailedAt);
  });

  it('is put off again once, however often that is pressed', async () => {
    const { failure, about } = await dies();
    const add = jest.spyOn(of(JobQueue), 'add').mockResolvedValue();
    await Promise.all([1, 2, 3].map(() => failures().replay(failure.id, nothing)));
    await failures().replay(failure.id, nothing);
    expect(add.mock.calls).toEqual([[failure.payload, { id: `again-${failure.id}` }]]);
    expect(await listed(about)).toBe(false);
    await expect(failures().replay(randomUUID(), nothing)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stays on the list where it could not be put off', async () => {
    const { failure, about } = await dies();
    const add = jest.spyOn(of(JobQueue), 'add').mockRejectedValue(new Error('the queue is away'));
    await expect(failures().replay(failure.id, nothing)).rejects.toThrow('away');
    await expect(failures().replayAll(nothing)).rejects.toThrow('away');
    expect(await listed(about)).toBe(true);
    add.mockRestore();
    await failures().dismiss(failure.id, nothing);
  });

  it('really runs again', async () => {
    const { failure, about } = await dies();
    await failures().replay(failure.id, nothing);
    const backend = of<JobBackend>(JOB_BACKEND);
    await until(async () => {
      const { waiting = 0, delayed = 0, active = 0 } = await backend.jobs.getJobCounts('waiting', 'delayed', 'active');
      // The sweep is the other one that waits for its time.
      return waiting + delayed + active >= 2;
    });
    expect(await listed(about)).toBe(false);
  });

  it('is replayed with all others', async () => {
    const add = jest.spyOn(of(JobQueue), 'add').mockResolvedValue();
    const dead = [await dies(), await dies(), await dies()].map(({ failure }) => `again-${failure.id}`);
    const pressed = await Promise.all([failures().replayAll(nothing), failures().replayAll(nothing)]);
    expect(pressed[0].replayed + pressed[1].replayed).toBe(dead.length);
    expect(new Set(add.mock.calls.map(([, options]) => options?.id))).toEqual(new Set(dead));
    expect(await failures().replayAll(nothing)).toEqual({ replayed: 0, left: 0 });
  });

  it('is dismissed, and is not there any more', async () => {
    const { failure, about } = await dies();
    await failures().dismiss(failure.id, nothing);
    await failures().dismiss(failure.id, nothing);
    expect(await listed(about)).toBe(false);
    await expect(failures().dismiss(randomUUID(), nothing)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that this version does not know can only be dismissed', async () => {
    const about = 'long-gone';
    await failures().keep({ name: about, payload: { name: about }, attempts: 6, error: 'no handler' });
    const failure = await kept(about);
    await expect(failures().replay(failure.id, nothing)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await failures().replayAll(nothing)).toMatchObject({ replayed: 0 });
    expect(await listed(about)).toBe(true);
    await failures().dismiss(failure.id, nothing);
  });

  it('is not given up before it is on record', async () => {
    const keep = jest.spyOn(failures(), 'keep').mockRejectedValue(new Error('the database is away'));
    const room = randomUUID();
    await attempt(room);
    await until(() => keep.mock.calls.length > 0);
    keep.mockRestore();
    await until(() => listed(`compile-sheet ${room}`), 12_000);
  }, 20_000);
});

describe('the list of dead jobs', () => {
  beforeAll(async () => {
    started = await startTestApp({ runsWorkers: false });
  }, 60_000);
  afterAll(() => started.close());

  it('comes page by page, newest first', async () => {
    const rooms = Array.from({ length: 30 }, () => randomUUID());
    for (const room of rooms)
      await failures().keep({ name: 'match-expiry', payload: { room }, attempts: 6, error: 'no' });
    const first = await failures().page();
    const second = await failures().page(first.next ?? undefined);
    expect([first.failures.length, second.failures.length, second.next, first.dead]).toEqual([25, 5, null, 30]);
    const seen = [...first.failures, ...second.failures].map(({ about }) => about);
    expect(new Set(seen)).toEqual(new Set(rooms.map((room) => `match-expiry ${room}`)));
    await expect(failures().page('x')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
