import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { JobQueue } from '../jobs/job.queue.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

const STAFF = 'staff@ratings.example';
let test: TestApp;
let staff: Visitor;
let me: string;

beforeAll(async () => {
  test = await startTestApp({ staffEmails: [STAFF], runsWorkers: false });
  staff = new Visitor(test.url);
  await staff.joins(STAFF);
  me = (await staff.calls('me', {})).value.account?.id ?? '';
}, 60_000);
afterEach(() => jest.restoreAllMocks());
afterAll(() => test.close());

const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  test.app.get(DataSource, { strict: false }).query(text, values);
const overview = async () => (await staff.calls('staffRatings', {})).value;
const flags = async (before?: string) =>
  (await staff.calls('staffFlags', { query: before === undefined ? {} : { before } })).value;
const look = (flag: string, note = 'They are new here.') =>
  staff.calls('lookAtFlag', { params: { flag }, body: { note } });
const reopen = (flag: string) => staff.calls('reopenFlag', { params: { flag } });
const actions = async (subject: string) =>
  (await staff.calls('staffAudit', { query: {} })).value.entries
    .filter((entry) => entry.subject === subject)
    .map(({ action }) => action);

async function person(name: string): Promise<string> {
  const id = randomUUID();
  await sql(
    `INSERT INTO account (id, email, display_name, password_hash, bot, created_at) VALUES ($1, $2, $3, '', false, now())`,
    [id, `${id}@ratings.example`, name],
  );
  return id;
}

async function standsOut(account: string, ...found: object[]): Promise<string> {
  await sql(
    `INSERT INTO rating_rater (epoch, account_id, severity, se, sheets, vignettes, flags)
     VALUES ((SELECT epoch FROM rating_state), $1, 0, 0.2, 12, 3, $2)
     ON CONFLICT (epoch, account_id) DO UPDATE SET flags = excluded.flags`,
    [account, JSON.stringify(found)],
  );
  return `rater_${account}`;
}

const severity = { kind: 'severity', severity: 1.3, se: 0.2, sheets: 12, vignettes: 3 };
const flat = { kind: 'flat', spread: 0.02, sheets: 9 };

describe('the model, as staff see it', () => {
  it('shows where it stands: epochs, the one that runs, and how far the numbers can be trusted', async () => {
    expect(await overview()).toMatchObject({ current: { id: 0, reason: 'empty' }, running: null, platform: null });
    const reliability = { icc: 0.32, sheetsFor70: 5, sheetsFor80: 9 };
    const platform = {
      reliability: { raw: reliability, adjusted: { ...reliability, icc: 0.55 } },
      holdOut: { sheets: 40, model: 0.52, raw: 0.75, constant: 0.86 },
    };
    await sql(`UPDATE rating_epoch SET platform = $1, sheets = 120, sweeps = 150, last_change = 5e-8 WHERE id = 0`, [
      JSON.stringify(platform),
    ]);
    await sql(
      `INSERT INTO rating_epoch (id, batch, reason, state, started_at, finished_at, done, total)
       SELECT n, 0, 'nightly', 'past', now(), now(), 5, 5 FROM generate_series(1, 25) AS n`,
    );
    await sql(
      `INSERT INTO rating_epoch (id, batch, reason, state, started_at, done, total)
       VALUES (26, 0, 'staff', 'running', now(), 250, 1000)`,
    );
    const shown = await overview();
    expect(shown).toMatchObject({
      current: { sheets: 120, sweeps: 150, lastChange: 5e-8 },
      running: { id: 26, reason: 'staff', finishedAt: null, progress: { done: 250, total: 1000 } },
      platform,
      waiting: 0,
    });
    expect(shown.past.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
  });

  it('is solved anew on demand, once at a time', async () => {
    const add = jest.spyOn(test.app.get(JobQueue, { strict: false }), 'add').mockResolvedValue();
    const press = () => staff.calls('solveAnew', { body: {} });
    expect((await press()).status).toBe(202);
    expect(add).not.toHaveBeenCalled();
    await sql(`UPDATE rating_epoch SET state = 'failed' WHERE state = 'running'`);
    expect((await press()).status).toBe(202);
    expect(add.mock.calls).toEqual([[{ name: 'solve-epoch', reason: 'staff' }, { id: 'solve-epoch' }]]);
    const { entries } = (await staff.calls('staffAudit', { query: {} })).value;
    expect(entries.filter(({ action }) => action === 'epoch-asked')).toHaveLength(1);
  });
});

describe('what stands out', () => {
  it('are raters and pairs, with their evidence', async () => {
    const [ada, ben] = [await person('Ada'), await person('Ben')].sort();
    const rater = await standsOut(ada ?? '', severity, { kind: 'pair', partner: ben, effect: 0.7, sheets: 4 });
    await standsOut(ben ?? '', { kind: 'pair', partner: ada, effect: 0.7, sheets: 4 });
    await sql(
      `INSERT INTO rating_pair (epoch, a, b, effect, sheets) VALUES ((SELECT epoch FROM rating_state), $1, $2, 0.7, 4)`,
      [ada, ben],
    );
    const { flags: shown, open } = await flags();
    expect(open).toBe(2);
    expect(shown.find(({ id }) => id === rater)).toMatchObject({
      people: [{ id: ada }],
      signs: [{ sign: 'severity', value: 1.3, se: 0.2, from: 1, sheets: 12 }],
      vignettes: 3,
      looked: null,
    });
    expect(shown.find(({ id }) => id === `pair_${ada}_${ben}`)).toMatchObject({
      people: [{ id: ada }, { id: ben }],
      signs: [{ sign: 'pair', value: 0.7, se: null, from: 0.5, sheets: 4 }],
      vignettes: null,
    });
    expect(await actions(rater)).toEqual([]);
  });

  it('is looked at with a note, and put back', async () => {
    const flag = await standsOut(await person('Cleo'), flat);
    expect((await look(flag)).status).toBe(204);
    const found = (await flags()).flags.find(({ id }) => id === flag);
    expect(found?.looked).toMatchObject({ by: { id: me }, note: 'They are new here.' });
    expect((await reopen(flag)).status).toBe(204);
    expect((await reopen(flag)).status).toBe(204);
    expect((await flags()).flags.find(({ id }) => id === flag)?.looked).toBeNull();
    expect(await actions(flag)).toEqual(['flag-reopened', 'flag-looked-at']);
    for (const unknown of [`rater_${randomUUID()}`, 'x']) {
      expect((await look(unknown)).refusal.code).toBe('NOT_FOUND');
      expect((await reopen(unknown)).refusal.code).toBe('NOT_FOUND');
    }
  });

  it('comes back by itself when something else stands out', async () => {
    const account = await person('Dora');
    const flag = await standsOut(account, flat);
    await look(flag);
    await standsOut(account, { ...flat, spread: 0.01 });
    expect((await flags()).flags.find(({ id }) => id === flag)?.looked).not.toBeNull();
    await standsOut(account, flat, severity);
    expect((await flags()).flags.find(({ id }) => id === flag)?.looked).toBeNull();
  });

  it('is nobody’s to look at whom it is about', async () => {
    const flag = await standsOut(me, severity);
    expect((await look(flag)).refusal.code).toBe('FORBIDDEN');
  });

  it('comes page by page, what is to be looked at first', async () => {
    for (let n = 0; n < 30; n += 1) {
      const flag = await standsOut(await person(`Rater ${n}`), flat);
      if (n % 2 === 0) await look(flag);
    }
    const first = await flags();
    const second = await flags(first.next ?? undefined);
    const all = [...first.flags, ...second.flags];
    expect(first.flags).toHaveLength(25);
    expect(second.next).toBeNull();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const looked = all.map((flag) => flag.looked !== null);
    expect(looked).toEqual([...looked].sort((a, b) => Number(a) - Number(b)));
    expect(looked.filter((one) => !one)).toHaveLength(first.open);
    expect((await staff.calls('staffFlags', { query: { before: 'x' } })).refusal.code).toBe('BAD_REQUEST');
  });
});
