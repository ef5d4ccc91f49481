import { randomUUID } from 'node:crypto';
import { JobFailureService } from '../jobs/job-failure.service.js';
import { JobQueue } from '../jobs/job.queue.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

const STAFF = 'staff@jobs.example';
let test: TestApp;
let staff: Visitor;

beforeAll(async () => {
  test = await startTestApp({ staffEmails: [STAFF], runsWorkers: false });
  staff = new Visitor(test.url);
  await staff.joins(STAFF);
}, 60_000);
beforeEach(() => jest.spyOn(test.app.get(JobQueue, { strict: false }), 'add').mockResolvedValue());
afterAll(() => test.close());

/** A job that has died, as staff see it. */
async function dead(): Promise<{ id: string; about: string }> {
  const match = randomUUID();
  const failures = test.app.get(JobFailureService, { strict: false });
  const payload = { name: 'match-expiry', match };
  await failures.keep({ name: 'match-expiry', payload, attempts: 6, error: new Error('to ada@example.org: no') });
  const { value } = await staff.calls('staffJobs', { query: {} });
  const line = value.failures.find(({ about }) => about.endsWith(match));
  if (!line) throw new Error('It is not on the list.');
  expect(line).toMatchObject({ name: 'match-expiry', payload, attempts: 6, error: 'Error: to …@…: no' });
  return line;
}

const onTheList = async () => (await staff.calls('staffJobs', { query: {} })).value.failures.map(({ id }) => id);
const log = async () => (await staff.calls('staffAudit', { query: {} })).value.entries;

describe('dead jobs', () => {
  it('are counted, and the queue is too', async () => {
    await dead();
    const { value } = await staff.calls('staffJobs', { query: {} });
    expect(value).toMatchObject({ waiting: 0, active: 0, dead: 1, next: null });
  });

  it('are replayed, which stands in the log once, however often it was pressed', async () => {
    const { id, about } = await dead();
    const press = () => staff.calls('replayJob', { params: { failure: id }, body: {} });
    expect((await Promise.all([press(), press()])).map(({ status }) => status)).toEqual([202, 202]);
    expect(await onTheList()).not.toContain(id);
    const entries = (await log()).filter(({ subject }) => subject === id);
    expect(entries).toEqual([expect.objectContaining({ action: 'job-replayed', note: about })]);
    expect(entries[0]?.by?.displayName).toBe('Ada');
    const unknown = await staff.calls('replayJob', { params: { failure: randomUUID() }, body: {} });
    expect(unknown.refusal.code).toBe('NOT_FOUND');
  });

  it('are dismissed', async () => {
    const { id } = await dead();
    expect((await staff.calls('dismissJob', { params: { failure: id } })).status).toBe(204);
    expect((await staff.calls('dismissJob', { params: { failure: id } })).status).toBe(204);
    expect(await onTheList()).not.toContain(id);
    expect((await log()).filter(({ subject }) => subject === id)).toHaveLength(1);
    expect((await staff.calls('dismissJob', { params: { failure: randomUUID() } })).refusal.code).toBe('NOT_FOUND');
  });

  it('are replayed all at once, and one that cannot be is refused', async () => {
    await test.app
      .get(JobFailureService, { strict: false })
      .keep({ name: 'long-gone', payload: {}, attempts: 6, error: 'no' });
    await dead();
    const { value } = await staff.calls('replayJobs', { body: {} });
    expect(value.replayed).toBeGreaterThan(0);
    expect(value.left).toBe(1);
    const [left = ''] = await onTheList();
    expect((await staff.calls('replayJob', { params: { failure: left }, body: {} })).refusal.code).toBe('CONFLICT');
    await staff.calls('dismissJob', { params: { failure: left } });
  });
});

describe('the log', () => {
  it('comes page by page, newest first', async () => {
    for (let n = 0; n < 55; n += 1) {
      const { id } = await dead();
      await staff.calls('dismissJob', { params: { failure: id } });
    }
    const first = (await staff.calls('staffAudit', { query: {} })).value;
    const second = (await staff.calls('staffAudit', { query: { before: first.next ?? '' } })).value;
    expect(first.entries).toHaveLength(50);
    expect(second.entries.length).toBeGreaterThanOrEqual(5);
    const times = [...first.entries, ...second.entries].map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const ids = new Set([...first.entries, ...second.entries].map(({ id }) => id));
    expect(ids.size).toBe(times.length);
  });
});
