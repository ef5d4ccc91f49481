import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { DataSource } from 'typeorm';
import { createLog } from '../config/log.js';
import { RoomStory } from '../testing/room.story.js';
import { startTestApp, testDatabase, type TestApp } from '../testing/test.app.js';
import { migrate } from './migrate.js';
import { WrittenDown1764000032000 } from './migrations/1764000032000-written-down.js';

let server: TestApp;
const log = createLog({ logLevel: 'silent' });
const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  server.app.get(DataSource, { strict: false }).query(text, values);

beforeAll(async () => {
  server = await startTestApp({ runsWorkers: false });
}, 60_000);
afterAll(() => server.close());

describe('a migration', () => {
  it('may take longer than a request: nothing cuts its statements off', async () => {
    const seen: unknown[] = [];
    jest.spyOn(DataSource.prototype, 'runMigrations').mockImplementation(async function (this: DataSource) {
      seen.push(await this.query('SHOW statement_timeout'));
      return [];
    });
    await migrate(testDatabase(), log);
    expect(seen).toEqual([[{ statement_timeout: '0' }]]);
    expect(await sql('SHOW statement_timeout')).toEqual([{ statement_timeout: '15s' }]);
  });

  it('brings into the ledger what was calibrated before there was one', async () => {
    const { id } = await new RoomStory(server.app, server.url).person('Ada');
    const pair = (score: number) => JSON.stringify([{ competency: 'data', score, reference: 4 }]);
    for (const [hours, score] of [2, 3].entries()) {
      await sql(
        `INSERT INTO vignette_rating (id, account_id, track, attempt, vignette, version, scores, rated_at)
         VALUES ($1::uuid, $2, 'ml-case', 1, $1::uuid::text, 1, $3, now() + $4::int * interval '1 hour')`,
        [randomUUID(), id, pair(score), hours],
      );
    }
    const ledger = () => sql('SELECT account_id, errors, batch FROM rater_calibration');
    for (let again = 0; again < 2; again += 1) {
      await sql(`DELETE FROM migration WHERE name = 'CalibrationsBefore1764000030000'`);
      await migrate(testDatabase(), log);
      expect(await ledger()).toEqual([{ account_id: id, errors: [2, 1], batch: null }]);
    }
  });

  it('writes down what was met and marked before it was written down', async () => {
    const { room, people } = await interviewed();
    const [ada, ben] = people.map(({ id }) => id);
    await sql(`INSERT INTO room_rating (room_id, counts, check_at) VALUES ($1, true, now())`, [room]);
    await sql(`INSERT INTO feedback_mark (room_id, account_id, item, useful) VALUES ($1, $2, '1:keep', true)`, [
      room,
      ben,
    ]);
    await sql('UPDATE room_peer SET reported = true WHERE room_id = $1', [room]);
    const runner = server.app.get(DataSource, { strict: false }).createQueryRunner();
    await new WrittenDown1764000032000().down(runner);
    await runner.release();
    await sql(`DELETE FROM migration WHERE name = 'WrittenDown1764000032000'`);
    await migrate(testDatabase(), log);
    expect(
      await sql(
        'SELECT account_id, role, briefed_at IS NOT NULL AS briefed, began_at IS NOT NULL AS began FROM flow_met ORDER BY role',
      ),
    ).toEqual([
      { account_id: ben, role: 'candidate', briefed: true, began: true },
      { account_id: ada, role: 'interviewer', briefed: true, began: true },
    ]);
    expect(await sql('SELECT account_id, counts_for FROM feedback_mark')).toEqual([
      { account_id: ben, counts_for: ada },
    ]);
  });
});

describe('a pooler that refuses what goes with the first message', () => {
  it('keeps the server from starting, with what to do about it', async () => {
    const pooler = createServer((client) => {
      client.once('data', () => {
        const said = Buffer.from('SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0');
        const head = Buffer.from('E\0\0\0\0');
        head.writeInt32BE(said.length + 4, 1);
        client.end(Buffer.concat([head, said]));
      });
    }).listen(0, '127.0.0.1');
    await once(pooler, 'listening');
    const url = new URL(testDatabase());
    const address = pooler.address();
    url.port = typeof address === 'object' ? String(address?.port) : '';
    await expect(migrate(url.href, log)).rejects.toThrow(
      /^The database cannot be reached: unsupported startup parameter: options\. A pooler .*ignore_startup_parameters/,
    );
    await once(pooler.close(), 'close');
  });
});

/** A room in whose first round Ada interviews Ben. */
async function interviewed() {
  const story = new RoomStory(server.app, server.url);
  const { room, a, b, people } = await story.pair();
  for (const tab of [a, b]) await tab.does(room, { type: 'declareReady', round: 1 });
  story.closeTabs();
  return { room, people };
}
