import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { packageRoot } from '../config/package.root.js';
import { RoomStory, Tab, until, type Person } from '../testing/room.story.js';
import { joinTestApp, startTestApp, testDatabase, type TestApp } from '../testing/test.app.js';
import { EpochSolver } from './model/epoch.solver.js';
import { EpochWatch } from './model/epoch.watch.js';
import { OutputStore } from './model/output.store.js';
import { LedgerStory } from './testing/ledger.story.js';

const REBUILD = join(packageRoot, 'dist/server/src/ratings/cli/rebuild.js');

/** Two servers on one database that know nothing else of each other. */
let servers: [TestApp, TestApp];
let ledger: LedgerStory;
let people: Person[];

beforeEach(async () => {
  const first = await startTestApp({ runsWorkers: false });
  servers = [first, await joinTestApp({ runsWorkers: false })];
  ledger = new LedgerStory(first.app);
  const story = new RoomStory(first.app, first.url);
  people = [];
  for (const name of ['Ada', 'Ben', 'Cleo']) people.push(await story.person(name));
}, 60_000);
afterEach(() => Promise.all(servers.map((server) => server.close())));

const id = (index: number): string => people[index]?.id ?? '';
const solver = (server: TestApp): EpochSolver => server.app.get(EpochSolver, { strict: false });
const look = (server: TestApp): Promise<void> => server.app.get(EpochWatch, { strict: false }).look();
const rates = (candidate: number, interviewer: number, day: number) =>
  ledger.rates({ candidate: id(candidate), interviewer: id(interviewer), scores: { data: 4, delivery: 3 }, day });

async function sixRounds(): Promise<void> {
  const pairs = people.flatMap((_, a) => people.flatMap((__, b) => (a === b ? [] : [[a, b] as const])));
  for (const [day, [a, b]] of pairs.entries()) await ledger.compiles((await rates(a, b, day)).room);
}

describe('a new epoch', () => {
  let tabs: Tab[];
  const told = () => tabs.map((tab) => tab.payloads('progress:changed'));

  /** Two people who rate each other all the time, one at each server, and somebody else at the second. */
  beforeEach(async () => {
    await sixRounds();
    await Promise.all(servers.map(look));
    const open = (person: number, server: TestApp) => Tab.open(server.url, { cookie: people[person]?.cookie ?? '' });
    tabs = [await open(0, servers[0]), await open(1, servers[1]), await open(2, servers[1])];
  });
  afterEach(() => tabs.forEach((tab) => tab.close()));

  /** What was said of the epoch that is read now, to each of the three once and with time to ask. */
  async function expectToldOnce(): Promise<void> {
    await until(() => told().every((payloads) => payloads.length > 0), 4_000);
    const rows = await ledger.sql(`SELECT finished_at FROM rating_epoch WHERE state = 'current'`);
    const [{ finished_at }] = z.tuple([z.object({ finished_at: z.date() })]).parse(rows);
    const once = [{ compiledAt: finished_at.getTime(), spreadMs: 20_000 }];
    expect(told()).toEqual([once, once, once]);
    // Asked again and again, by themselves and at once.
    await Promise.all([...servers, ...servers, ...servers].map(look));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(told()).toEqual([once, once, once]);
  }

  it('that another process has made from the sheets is told to everybody, at every server, once', async () => {
    const env = { ...process.env, DATABASE_URL: testDatabase() };
    const { stdout } = await promisify(execFile)(process.execPath, [REBUILD], { env });
    expect(stdout).toContain('Rebuilt in');
    await expectToldOnce();
  }, 60_000);

  it('that a server has solved itself is told as often, there and at the other one, and no news where one starts', async () => {
    expect(await solver(servers[0]).solve('test')).toBe(true);
    await Promise.all([...servers, ...servers].map(look));
    const late = await joinTestApp({ runsWorkers: false });
    try {
      const tab = await Tab.open(late.url, { cookie: people[2]?.cookie ?? '' });
      await expectToldOnce();
      expect(tab.payloads('progress:changed')).toEqual([]);
      tab.close();
    } finally {
      await late.close();
    }
  }, 60_000);

  it('that was solved on the way of a compile, too', async () => {
    const { room } = await rates(0, 1, 40);
    await ledger.compiles(room);
    await expectToldOnce();
  }, 60_000);
});

describe('a solve', () => {
  it('that is overtaken by one on the way of a compile is begun anew', async () => {
    await sixRounds();
    const first = servers[0].app.get(OutputStore, { strict: false });
    const write = first.write.bind(first);
    jest.spyOn(first, 'write').mockImplementationOnce(async (...args) => {
      await new LedgerStory(servers[1].app).compiles((await rates(0, 1, 40)).room);
      await write(...args);
    });
    expect(await solver(servers[0]).solve('asked')).toBe(true);
    expect(await ledger.sql(`SELECT reason, state FROM rating_epoch ORDER BY id DESC LIMIT 3`)).toEqual([
      { reason: 'asked', state: 'current' },
      { reason: 'changes', state: 'past' },
      { reason: 'asked', state: 'failed' },
    ]);
  }, 60_000);

  it('that has lost its lock is not read once another one has given it up', async () => {
    await sixRounds();
    const before = await ledger.sql('SELECT epoch FROM rating_state');
    const [mine, theirs] = servers.map(({ app }) => app.get(OutputStore, { strict: false }));
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const write = jest.spyOn(mine ?? OutputStore.prototype, 'write').mockImplementationOnce(() => held);
    const solving = solver(servers[0])
      .solve('slow')
      .catch(() => false);
    await until(() => write.mock.calls.length > 0);
    await ledger.sql(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE datname = current_database() AND locktype = 'advisory' AND objid = 1764000013`,
    );
    jest.spyOn(theirs ?? OutputStore.prototype, 'write').mockRejectedValueOnce(new Error('no disk'));
    await expect(solver(servers[1]).solve('next')).rejects.toThrow('no disk');
    go();
    await solving;
    expect(await ledger.sql('SELECT epoch FROM rating_state')).toEqual(before);
    expect(await ledger.sql(`SELECT reason, state FROM rating_epoch ORDER BY id DESC LIMIT 3`)).toEqual([
      { reason: 'next', state: 'failed' },
      { reason: 'slow', state: 'failed' },
      { reason: 'changes', state: 'current' },
    ]);
  }, 60_000);
});
