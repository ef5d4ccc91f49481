import { expect, test } from '@playwright/test';
import { SeededRandom } from '../load/seeded-random.js';
import { meet, playRoom, playSession } from '../support/scripted.session.js';
import { Attendee } from './attendee.js';
import { Cluster } from './cluster.js';
import { CompiledTables, type Standing } from './compiled.tables.js';
import { Roadblock } from './roadblock.js';

/** Two rounds, and in each the two rate each other. */
const SHEETS = 4;
const NOTHING: Standing = { entered: 0, behind: 0, compiled: false, reports: 0 };
const ENTERED: Standing = { ...NOTHING, entered: SHEETS, behind: 1 };
const COMPILED: Standing = { ...NOTHING, entered: SHEETS, compiled: true };
const DONE: Standing = { ...COMPILED, reports: 2 };
const SOON = { timeout: 15_000 };

test.describe.configure({ mode: 'serial' });

let cluster: Cluster;
let tables: CompiledTables;
let roadblock: Roadblock;
/** The session whose compile is killed again and again, and a copy of the database in which it never is. */
let room: string;
let undisturbed: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await Cluster.start(1);
  tables = await CompiledTables.of(cluster.databaseUrl);
  await tables.rememberOthers();
  const url = cluster.webs[0]?.url ?? '';
  const [ada, ben, cleo] = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => Attendee.signUp(url, name)));
  if (!ada || !ben || !cleo) throw new Error('It takes three.');
  const before = await playSession(ada.client, ben.client, new SeededRandom(3));
  await expect.poll(() => tables.standing(before), SOON).toEqual(DONE);
  room = await meet(cleo.client, ada.client);
  await cluster.killWorkers();
  await playRoom([cleo.client, ada.client], room, new SeededRandom(5));
  await expect.poll(() => tables.revealed(room), SOON).toBe(true);
  await cluster.webs[0]?.stop();
  undisturbed = await tables.copiedTo('undisturbed');
  tables = await CompiledTables.of(cluster.databaseUrl);
  roadblock = await Roadblock.at(cluster.databaseUrl);
});

test.afterAll(async () => {
  await roadblock?.goes();
  await tables?.end();
  await cluster?.stop();
});

test('a worker that is killed with the sheets in the ledger and nothing committed has done nothing', async () => {
  await roadblock.shutsTheState();
  await Promise.all([cluster.startWorker(), cluster.startWorkerApart(undisturbed)]);
  await roadblock.somebodyStandsAtTheState();
  await cluster.killWorkers();
  await roadblock.opensTheState();
  await expectStanding(NOTHING);
});

test('one that is killed between the two transactions leaves sheets in the ledger and in no number', async () => {
  await roadblock.shutsTheState();
  await cluster.startWorker();
  await roadblock.somebodyStandsAtTheState();
  const shut = roadblock.shutsTheLedger();
  await roadblock.waitsForTheLedger();
  await roadblock.opensTheState();
  await shut;
  await roadblock.somebodyStandsAtTheLedger();
  await cluster.killWorkers();
  await roadblock.opensTheLedger();
  await expectStanding(ENTERED);
});

test('one that is killed with all numbers written and nothing committed leaves it at that', async () => {
  await roadblock.shutsTheState();
  await cluster.startWorker();
  await roadblock.somebodyStandsAtTheState();
  await cluster.killWorkers();
  await roadblock.opensTheState();
  await expectStanding(ENTERED);
});

test('one that is killed after the commit, and Redis with it, has told nobody what follows', async () => {
  await roadblock.shutsTheState();
  await cluster.startWorker();
  await roadblock.somebodyStandsAtTheState();
  await cluster.redis.kill();
  await roadblock.opensTheState();
  await expect.poll(async () => (await tables.standing(room)).compiled, SOON).toBe(true);
  await cluster.killWorkers();
  await expectStanding(COMPILED);
});

test('every sheet counts once, and all numbers are those of a worker that was never killed (G9, G10)', async () => {
  await cluster.redis.start();
  await cluster.startWorker();
  await expect.poll(() => tables.standing(room), SOON).toEqual(DONE);
  expect(await tables.counted()).toEqual(await tables.sheets());
  const killed = await tables.everything();
  expect(killed.session_report).toHaveLength(4);
  expect(killed.rating_point).toHaveLength(124);

  await tables.forgetThatItWasCompiled(room);
  await expect.poll(() => tables.standing(room), SOON).toEqual(DONE);
  expect(await tables.everything()).toEqual(killed);

  const calm = await CompiledTables.of(undisturbed);
  try {
    await expect.poll(() => calm.standing(room), SOON).toEqual(DONE);
    expect(killed).toEqual(await calm.everything());
  } finally {
    await calm.end();
  }
});

/** How far it is when the database, too, has noticed that the worker is gone. */
async function expectStanding(standing: Standing): Promise<void> {
  await roadblock.isAlone();
  expect(await tables.standing(room)).toEqual(standing);
}
