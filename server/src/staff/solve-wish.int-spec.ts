import { isDeepStrictEqual } from 'node:util';
import { DataSource } from 'typeorm';
import { JobQueue } from '../jobs/job.queue.js';
import { EpochStore } from '../ratings/model/epoch.store.js';
import { until } from '../testing/room.story.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

const STAFF = 'staff@wishes.example';
let test: TestApp;
let staff: Visitor;

beforeAll(async () => {
  test = await startTestApp({ staffEmails: [STAFF] });
  staff = new Visitor(test.url);
  await staff.joins(STAFF);
}, 60_000);
afterAll(() => test.close());

const of = <T>(token: abstract new (...given: never[]) => T): T => test.app.get<T>(token, { strict: false });
const overview = async () => (await staff.calls('staffRatings', {})).value;
const epochs = (): Promise<object[]> =>
  of(DataSource).query('SELECT reason, state FROM rating_epoch WHERE id > 0 ORDER BY id');
const isCurrent = async (reason: string): Promise<boolean> =>
  isDeepStrictEqual((await epochs()).at(-1), { reason, state: 'current' });

describe('the wish to have everything solved anew', () => {
  it('that comes while an older epoch is being cleared is carried out after that, once', async () => {
    let cleared: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (cleared = resolve));
    const clearing = jest.spyOn(of(EpochStore), 'clearOthers').mockImplementationOnce(() => held);
    await of(JobQueue).add({ name: 'solve-epoch', reason: 'test' }, { id: 'solve-epoch' });
    await until(() => clearing.mock.calls.length > 0, 20_000);
    for (const status of [202, 202]) expect((await staff.calls('solveAnew', { body: {} })).status).toBe(status);
    // Time for the queue to drop it, and for a sweep to ask in vain.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await overview()).toMatchObject({ current: { reason: 'test' }, running: null, wished: true });
    cleared();
    await until(() => isCurrent('staff'), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await overview()).toMatchObject({ running: null, wished: false });
    expect(await epochs()).toEqual([
      { reason: 'test', state: 'past' },
      { reason: 'staff', state: 'current' },
    ]);
    const { entries } = (await staff.calls('staffAudit', { query: {} })).value;
    expect(entries.filter(({ action }) => action === 'epoch-asked')).toHaveLength(1);
  }, 90_000);
});
