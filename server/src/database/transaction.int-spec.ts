import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Transaction, type Tx } from './transaction.js';

let started: TestApp;
const transaction = () => started.app.get(Transaction, { strict: false });
const table = `pair_${randomUUID().replaceAll('-', '')}`;
const source = () => started.app.get(DataSource);

beforeAll(async () => {
  started = await startTestApp();
  await source().query(`CREATE TABLE ${table} (id int PRIMARY KEY, n int NOT NULL)`);
  await source().query(`INSERT INTO ${table} VALUES (1, 0), (2, 0)`);
}, 60_000);
afterAll(async () => {
  await source().query(`DROP TABLE ${table}`);
  await started.close();
});

/** Both have their first row before either asks for the other's. */
function meeting(): () => Promise<void> {
  let here = 0;
  let open = (): void => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    here += 1;
    if (here >= 2) open();
    await both;
  };
}

const raise = (tx: Tx, id: number) => tx.manager.query(`UPDATE ${table} SET n = n + 1 WHERE id = $1`, [id]);

describe('two transactions that wait for each other', () => {
  it('both come through, each with what it writes and its effects once', async () => {
    const meet = meeting();
    let begun = 0;
    const effects: string[] = [];
    const crossing = (name: string, [first, second]: [number, number]) =>
      transaction().run(async (tx) => {
        begun += 1;
        tx.afterCommit(() => void effects.push(name));
        await raise(tx, first);
        await meet();
        await raise(tx, second);
        return name;
      });
    expect(await Promise.all([crossing('up', [1, 2]), crossing('down', [2, 1])])).toEqual(['up', 'down']);
    expect(begun).toBe(3);
    expect(effects.sort()).toEqual(['down', 'up']);
    expect(await source().query(`SELECT n FROM ${table} ORDER BY id`)).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('says any other error at once', async () => {
    let begun = 0;
    const failing = transaction().run(async (tx) => {
      begun += 1;
      await raise(tx, 1);
      await tx.manager.query(`INSERT INTO ${table} VALUES (1, 0)`);
    });
    await expect(failing).rejects.toThrow(/duplicate key/);
    expect(begun).toBe(1);
    expect(await source().query(`SELECT n FROM ${table} WHERE id = 1`)).toEqual([{ n: 2 }]);
  });
});
