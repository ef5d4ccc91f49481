import pg from 'pg';
import { DataSource } from 'typeorm';
import { createLog } from '../config/log.js';
import { DatabaseCut } from '../testing/database.cut.js';
import { testDatabase } from '../testing/test.app.js';
import { boundAnswers } from './answer.bound.js';
import { dataSourceOptions } from './data-source.js';
import { isOutage } from './outage.js';

const log = createLog({ logLevel: 'silent' });
const BOUND_MS = 400;

let cut: DatabaseCut;
beforeAll(async () => {
  cut = await DatabaseCut.open(testDatabase());
});
afterEach(() => cut.heal());
afterAll(() => cut.close());

async function took(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const began = performance.now();
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - began };
}

describe('a connection that nothing comes back on', () => {
  let client: pg.Client;
  const broken = jest.fn();

  beforeEach(async () => {
    broken.mockClear();
    client = new pg.Client({ connectionString: cut.url });
    client.on('error', () => undefined);
    await client.connect();
    boundAnswers(client, BOUND_MS, broken);
  });
  afterEach(() => client.end());

  it.each(['freeze', 'swallowAnswers'] as const)(
    'is broken off in time, and all who wait are told (%s)',
    async (how) => {
      cut[how]();
      const called = new Promise<unknown>((resolve) => client.query('SELECT 1', (error) => resolve(error)));
      const waiting = [took(client.query('SELECT 1')), took(client.query('SELECT $1::int', [1]))];
      for (const { error, ms } of await Promise.all(waiting)) {
        expect(isOutage(error)).toBe(true);
        expect(ms).toBeGreaterThan(BOUND_MS / 2);
        expect(ms).toBeLessThan(5_000);
      }
      expect(isOutage(await called)).toBe(true);
      expect(broken).toHaveBeenCalledTimes(1);
    },
  );

  it('is told from one that is used for long, or for nothing', async () => {
    await Promise.all([1, 2, 3].map(() => client.query('SELECT pg_sleep(0.3)')));
    await new Promise((resolve) => client.query('SELECT 1', resolve));
    await new Promise((resolve) => setTimeout(resolve, 1.5 * BOUND_MS));
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(broken).not.toHaveBeenCalled();
  });
});

describe('the pool', () => {
  /** Postgres would end a statement after half a second; five more are given to the answer. */
  const open = (statementMs: number) =>
    new DataSource(dataSourceOptions(cut.url, 1, log, { statementMs })).initialize();

  it('has its places back when statements were lost on the way, and is whole when the line is', async () => {
    const source = await open(500);
    cut.freeze();
    const { error, ms } = await took(source.transaction((manager) => manager.query('SELECT 1')));
    expect(isOutage(error)).toBe(true);
    expect(ms).toBeLessThan(9_000);
    cut.heal();
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await source.destroy();
  }, 30_000);

  it('waits for a migration for as long as it takes', async () => {
    const source = await open(0);
    await source.query('SELECT pg_sleep(5.6)');
    await source.destroy();
  }, 30_000);
});
