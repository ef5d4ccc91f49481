import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { SeededRandom } from '../load/seeded-random.js';
import { meet, playRoom } from '../support/scripted.session.js';
import { Attendee } from './attendee.js';
import { Cluster } from './cluster.js';
import { CompiledTables, fictional, type Standing } from './compiled.tables.js';
import { EpochTables, type Epoch } from './epoch.tables.js';
import { Roadblock } from './roadblock.js';

/** More than a solve writes at once, and than are solved on the way of a compile. */
const OTHERS = 510;
/** He is written with the second part. */
const IN_THE_SECOND_PART = fictional(OTHERS - 1);
const DONE: Standing = { entered: 4, behind: 0, compiled: true, reports: 2 };
const SOON = { timeout: 15_000 };

test.describe.configure({ mode: 'serial' });

let cluster: Cluster;
let tables: CompiledTables;
let epochs: EpochTables;
let roadblock: Roadblock;
let ada: Attendee;
/** Sessions that are compiled while everything is solved. */
let rooms: [string, string];
/** What comes of the same where no process is killed. */
let undisturbed: Promise<Record<string, unknown[]>>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await Cluster.start(1);
  tables = await CompiledTables.of(cluster.databaseUrl);
  const url = cluster.webs[0]?.url ?? '';
  const [one, ben, cleo, dan] = await Promise.all(['Ada', 'Ben', 'Cleo', 'Dan'].map((n) => Attendee.signUp(url, n)));
  if (!one || !ben || !cleo || !dan) throw new Error('It takes four.');
  ada = one;
  const pairs = [[cleo.client, ada.client] as const, [ben.client, dan.client] as const] as const;
  rooms = [await meet(...pairs[0]), await meet(...pairs[1])];
  await cluster.killWorkers();
  await Promise.all(pairs.map((pair, index) => playRoom(pair, rooms[index] ?? '', new SeededRandom(5 + index))));
  for (const room of rooms) await expect.poll(() => tables.revealed(room), SOON).toBe(true);
  await tables.rememberOthers(OTHERS, 2 * OTHERS);
  epochs = await EpochTables.of(cluster.databaseUrl);
  for (const room of rooms) await epochs.seals(room);
  await Promise.all([epochs.end(), cluster.webs[0]?.stop()]);
  undisturbed = solvedInPeace(await tables.copiedTo('undisturbed'));
  undisturbed.catch(() => undefined);
  tables = await CompiledTables.of(cluster.databaseUrl);
  epochs = await EpochTables.of(cluster.databaseUrl);
  roadblock = await Roadblock.at(cluster.databaseUrl);
});

test.afterAll(async () => {
  await roadblock?.goes();
  await Promise.all([tables?.end(), epochs?.end(), undisturbed?.catch(() => undefined)]);
  await cluster?.stop();
});

test('a solve that is killed between two parts is read by nobody, and compiles go on under the epoch that is', async () => {
  const old = await epochs.read();
  await roadblock.sitsInThePlaceOf(IN_THE_SECOND_PART, old.id + 1);
  await Promise.all([cluster.startWeb(0), cluster.startWorker()]);
  const solver = await roadblock.somebodyStandsAtThePlace();
  const half = await newest();
  expect(half).toMatchObject({ id: old.id + 1, state: 'running', rater: 500 });
  await expectReadWhole(old.id);

  await epochs.opens(rooms[0]);
  await expect.poll(() => tables.standing(rooms[0]), SOON).toEqual(DONE);
  const numbers = await whatIsRead(old.id);
  await die(solver);
  expect(await whatIsRead(old.id)).toEqual(numbers);
  expect(await newest()).toEqual(half);
});

test('it is begun anew, and one that is killed after its epoch is read, while the old one is cleared, has done its work', async () => {
  const old = await epochs.read();
  const [dead, next] = [old.id + 1, old.id + 2];
  await roadblock.sitsInThePlaceOf(IN_THE_SECOND_PART, next);
  await Promise.all([cluster.redis.start(), cluster.startWorker()]);
  await roadblock.somebodyStandsAtThePlace();
  expect(await states()).toMatchObject({ [old.id]: 'current', [dead]: 'failed', [next]: 'running' });
  await epochs.opens(rooms[1]);
  await expect.poll(() => tables.standing(rooms[1]), SOON).toEqual(DONE);
  const numbers = await whatIsRead(old.id);

  await roadblock.shutsTheState();
  await roadblock.letsGoOfTheRow();
  await roadblock.somebodyStandsAtTheFlip();
  expect(await whatIsRead(old.id)).toEqual(numbers);
  await roadblock.holdsAPointOf(old.id);
  await roadblock.opensTheState();
  const solver = await roadblock.somebodyStandsAtTheClearing();
  const solved = await whatIsRead(next);
  const { candidate, point } = (await epochs.all()).find(({ id }) => id === old.id) ?? {};
  expect([candidate, point]).toEqual([0, numbers.tables.rating_point?.length]);
  await die(solver);
  expect(await whatIsRead(next)).toEqual(solved);
});

test('what it has left is cleared away, nothing is solved once more, and all is as if nobody had been killed', async () => {
  const before = await states();
  const solved = await tables.everything();
  await Promise.all([cluster.redis.start(), cluster.startWorker()]);
  const rows = ({ candidate, point, rater, pair }: Epoch) => candidate + point + rater + pair;
  const left = async () => (await epochs.all()).filter((epoch) => epoch.state !== 'current' && rows(epoch) > 0);
  await expect.poll(left, SOON).toEqual([]);
  await expectReadWhole((await epochs.read()).id);
  expect(await states()).toEqual(before);
  expect(Object.values(before).filter((state) => state === 'running' || state === 'current')).toEqual(['current']);
  expect(await tables.everything()).toEqual(solved);
  expect(solved).toEqual(await undisturbed);
});

/** The same database with a worker that is left alone: it solves at the same batches. */
async function solvedInPeace(url: string): Promise<Record<string, unknown[]>> {
  const [calm, solves] = [await CompiledTables.of(url), await EpochTables.of(url)];
  const solved = async (bringAbout: () => Promise<void>): Promise<void> => {
    const before = await solves.read();
    await bringAbout();
    await until(async () => (await solves.read()).id > before.id);
  };
  const compiled = async (room: string): Promise<void> => {
    await solves.opens(room);
    await until(async () => (await calm.standing(room)).reports === 2);
  };
  try {
    await solved(() => cluster.startWorkerApart(url));
    await compiled(rooms[0]);
    await solved(() => solves.agesByTwoDays());
    await compiled(rooms[1]);
    return await calm.everything();
  } finally {
    await Promise.all([calm.end(), solves.end()]);
  }
}

/** What is awaited beside the tests: a poll of theirs would end with the test that began it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) if (await holds()) return;
  throw new Error('Left alone, the worker did not get as far.');
}

/** What the tables and the page of one person say, and that it is all of this epoch. */
async function whatIsRead(epoch: number) {
  await expectReadWhole(epoch);
  const { compiledAt: _, ...page } = await ada.client.call('progress', { query: { range: 'all' } });
  return { tables: await tables.everything(), page };
}

async function expectReadWhole(epoch: number): Promise<void> {
  expect(await epochs.read()).toMatchObject({ id: epoch, state: 'current', ...(await epochs.whole()) });
}

async function newest(): Promise<Epoch | undefined> {
  return (await epochs.all()).at(-1);
}

async function states(): Promise<Record<number, Epoch['state']>> {
  return Object.fromEntries((await epochs.all()).map(({ id, state }) => [id, state]));
}

/** The worker dies, and Redis with it: no queue remembers what was on its way. */
async function die(solver: number): Promise<void> {
  await Promise.all([cluster.killWorkers(), cluster.redis.kill()]);
  await roadblock.letsGoOfTheRow();
  await roadblock.isRidOf(solver);
}
