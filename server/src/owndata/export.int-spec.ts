import { randomUUID } from 'node:crypto';
import { EXPORTS_A_DAY, exportFileSchema } from '#shared/contract/owndata.js';
import { until, type Person } from '../testing/room.story.js';
import { joinTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { ExportMaker } from './export.maker.js';
import { ExportSweep } from './export.sweep.js';
import { exported, fetched, fileOf, listed } from './testing/exports.js';
import { OwnDataStory, type Typist } from './testing/own-data.story.js';

let story: OwnDataStory;
let ada: Typist;
let ben: Typist;
let room: string;

beforeAll(async () => {
  story = await OwnDataStory.begin();
  [ada, ben] = [await story.typist('Ada'), await story.typist('Ben')];
  room = await story.session(ada, ben);
  await story.works(ada);
  await story.compiled();
}, 120_000);
afterEach(() => story.replays());
afterAll(() => story.end());

/** Somebody who has nothing to export, and whose limit is untouched. */
const newcomer = async () => visitorOf(await story.person('Cleo'));
const visitorOf = ({ cookie }: Person, url = story.url) => new Visitor(url, { Cookie: cookie });

describe('an export', () => {
  it('holds everything that somebody typed or was told, in the documented shape and no other', async () => {
    const { text, file } = await fileOf(ada.browser);
    expect(JSON.parse(text)).toEqual(file);
    const places = [
      'chat',
      'note',
      'problem',
      'shared',
      'first',
      'moment',
      'evidence',
      'keep',
      'change',
      'draft',
      'published',
    ];
    for (const where of places) expect(text).toContain(ada.word(where));
    for (const where of ['chat', 'shared', 'keep', 'change', 'evidence']) expect(text).toContain(ben.word(where));

    expect(file.account).toMatchObject({
      email: ada.email,
      displayName: 'Ada',
      profile: { timeZone: 'Europe/Vienna' },
    });
    expect(file.signedIn).toHaveLength(1);
    expect(file.progress.overall.sheets).toBe(1);
    // One rater's word is in the report alone.
    expect(file.points).toEqual([]);
    expect(file.calibration.ratings).toHaveLength(1);
    expect(file.library.studied.map(({ flow }) => flow.id)).toEqual(['churn-streaming']);
    expect(file.library.met.map(({ role }) => role).sort()).toEqual(['candidate', 'interviewer']);
    expect(file.studio.map(({ versions }) => versions.length).sort()).toEqual([0, 1]);
    const [session] = file.rooms;
    expect(session).toMatchObject({
      room,
      seat: 'A',
      partner: { displayName: 'Ben', bot: false },
      outcome: 'completed',
    });
    expect(session?.chat).toEqual([
      { when: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/), from: 'you', text: ada.word('chat') },
      { when: expect.any(String), from: 'partner', text: ben.word('chat') },
    ]);
    expect(session?.notes).toEqual([{ round: 1, text: ada.word('note') }]);
    expect(session?.sharedNotes).toEqual([{ round: 1, text: `${ben.word('shared')}\n${ada.word('shared')}\n` }]);
    expect(session?.sheets.map(({ round, sheet }) => `${round} ${sheet.kind}`)).toEqual([
      '1 peer',
      '2 interviewer',
      '2 self',
    ]);
    expect(session?.report).toMatchObject({ state: 'revealed', useful: { '2:keep': true } });
  });

  it('has nothing of the partner that the partner alone may read', async () => {
    const { text, file } = await fileOf(ben.browser);
    for (const secret of [ada.word('note'), ada.email, ada.person.id]) expect(text).not.toContain(secret);
    expect(text).toContain(ben.person.id);
    const [, inRound2] = file.rooms[0]?.report?.state === 'revealed' ? file.rooms[0].report.rounds : [];
    expect(inRound2?.self).toBeNull();
  });

  it('leaves sealed what is sealed, and has what one has only begun', async () => {
    const [dora, emil] = [await story.typist('Dora'), await story.typist('Emil')];
    const { a, b, open } = await halfRated(dora, emil);
    const of = async (who: Typist) => await fileOf(who.browser);
    const { text, file } = await of(emil);
    expect(text).not.toContain(dora.word('verdict'));
    expect(file.rooms[0]).toMatchObject({ room: open, outcome: 'open', report: { state: 'sealed' }, sheets: [] });
    expect(file.rooms[0]?.drafts).toMatchObject([{ round: 1, kind: 'self', draft: { keep: emil.word('unfinished') } }]);
    expect((await of(dora)).text).toContain(dora.word('verdict'));
    for (const tab of [a, b]) await tab.does(open, { type: 'leaveForGood' }).catch(() => undefined);
  });

  it('is a download of its length, under a name with the day', async () => {
    const who = await newcomer();
    const { id, bytes, expiresAt } = await exported(who);
    const response = await fetched(who, id);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="turnabout-data-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(response.headers.get('content-length')).toBe(String(bytes));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await response.text()).length).toBeGreaterThan(1000);
    expect((expiresAt ?? 0) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  });

  it('is there for its owner alone, on every node', async () => {
    const person = await story.person('Cleo');
    const who = visitorOf(person);
    const { id } = await exported(who);
    const [stranger, nobody] = [await newcomer(), new Visitor(story.url)];
    const other = await joinTestApp({ runsWorkers: false });
    try {
      expect((await fetched(visitorOf(person, other.url), id)).status).toBe(200);
    } finally {
      await other.close();
    }
    for (const method of ['GET', 'DELETE'] as const) {
      const path = (of: string) => `/api/exports/${of}${method === 'GET' ? '/file' : ''}`;
      const real = await stranger.sends(method, path(id));
      const missing = await stranger.sends(method, path(randomUUID()));
      expect(real.status).toBe(404);
      expect(await real.text()).toBe(await missing.text());
      expect((await nobody.sends(method, path(id))).status).toBe(401);
    }
    expect((await listed(stranger)).exports).toEqual([]);
    expect((await fetched(who, id)).status).toBe(200);
  }, 20_000);

  it('is made one at a time and three times a day, whether or not they are kept', async () => {
    const who = await newcomer();
    const both = await Promise.all([who.calls('requestExport', {}), who.calls('requestExport', {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    await until(async () => (await listed(who)).exports[0]?.state === 'ready');
    const [{ id } = { id: '' }] = (await listed(who)).exports;
    expect((await who.calls('removeExport', { params: { id } })).status).toBe(204);
    expect((await who.calls('removeExport', { params: { id } })).refusal.code).toBe('NOT_FOUND');
    expect((await fetched(who, id)).status).toBe(404);
    expect(await story.sql('SELECT FROM account_export_chunk WHERE export_id = $1', [id])).toEqual([]);
    for (let asked = 1; asked < EXPORTS_A_DAY; asked += 1) await exported(who);
    const { nextAt } = await listed(who);
    expect(nextAt).toBeGreaterThan(Date.now() + 86_000_000);
    const refused = await who.calls('requestExport', {});
    expect(refused.refusal).toMatchObject({ code: 'RATE_LIMITED' });
    expect(refused.refusal.retryAfterMs).toBeGreaterThan(86_000_000);
  });

  it('is gone after its seven days', async () => {
    const who = await newcomer();
    const { id } = await exported(who);
    await story.sql(`UPDATE account_export SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    expect((await fetched(who, id)).status).toBe(404);
    expect((await listed(who)).exports).toEqual([]);
    await story.app.get(ExportSweep, { strict: false }).run(new Date(Date.now() + 60_000));
    expect(await story.sql('SELECT FROM account_export_chunk WHERE export_id = $1', [id])).toEqual([]);
  });
});

describe('making an export', () => {
  const maker = () => story.app.get(ExportMaker, { strict: false });
  /** One that nobody has begun with, and that no job knows of. */
  async function lost(who: Typist): Promise<string> {
    const id = randomUUID();
    await story.sql(
      `INSERT INTO account_export (id, account_id, requested_at, state) VALUES ($1, $2, now(), 'making')`,
      [id, who.person.id],
    );
    return id;
  }
  const runs = async (id: string) =>
    story.sql<{ run: string }>('SELECT DISTINCT run FROM account_export_chunk WHERE export_id = $1', [id]);
  const stateOf = async (id: string) =>
    (await story.sql<{ state: string }>('SELECT state FROM account_export WHERE id = $1', [id]))[0]?.state;

  it('five times at once gives one file', async () => {
    const fay = await story.typist('Fay');
    const id = await lost(fay);
    await Promise.all([1, 2, 3, 4, 5].map(() => maker().make(id)));
    await maker().make(id);
    expect(await stateOf(id)).toBe('ready');
    expect(await runs(id)).toHaveLength(1);
  });

  it('is begun anew by the sweep where whoever made it has died', async () => {
    const gita = await story.typist('Gita');
    const id = await lost(gita);
    const dead = randomUUID();
    await story.sql(
      `UPDATE account_export SET run = $2, beat_at = now() - interval '1 minute', tries = 1 WHERE id = $1`,
      [id, dead],
    );
    await story.sql(`INSERT INTO account_export_chunk (export_id, run, n, bytes) VALUES ($1, $2, 0, 'half a file')`, [
      id,
      dead,
    ]);
    await story.app.get(ExportSweep, { strict: false }).run();
    await until(async () => (await stateOf(id)) === 'ready', 20_000);
    expect((await runs(id)).map(({ run }) => run)).not.toContain(dead);
    const text = await (await fetched(gita.browser, id)).text();
    expect(exportFileSchema.parse(JSON.parse(text)).account.displayName).toBe('Gita');
  });

  it('is given up after some tries, which do not count', async () => {
    const hana = await story.typist('Hana');
    const id = await lost(hana);
    await story.sql('UPDATE account_export SET tries = 5 WHERE id = $1', [id]);
    await maker().make(id);
    expect(await listed(hana.browser)).toMatchObject({ exports: [{ id, state: 'failed', bytes: null }], nextAt: null });
  });

  it('stops where it is not wanted any more', async () => {
    const ivo = await story.typist('Ivo');
    const id = await lost(ivo);
    await ivo.browser.calls('removeExport', { params: { id } });
    await maker().make(id);
    expect(await runs(id)).toEqual([]);
    expect(await stateOf(id)).toBe('deleted');
  });
});

/** A room in its first rating: the interviewer's sheet is in, the candidate's has only been begun. */
async function halfRated(one: Typist, other: Typist) {
  const open = await story.room(one.person, other.person);
  const [a, b] = [await story.tab(one.person), await story.tab(other.person)];
  for (const tab of [a, b]) await tab.join(open);
  for (const tab of [a, b]) await tab.does(open, { type: 'declareReady', round: 1 });
  await a.does(open, { type: 'proposeEnd', round: 1, scope: 'interview' });
  await b.does(open, { type: 'answerEnd', round: 1, agree: true });
  await story.drafts(other, open, 1);
  const { sheets } = (await one.browser.calls('ownSheets', { params: { room: open } })).value;
  const ratings = (sheets[0]?.competencies ?? []).map((competency) => ({
    competency,
    score: 3 as const,
    evidence: [],
  }));
  const content = { ratings, overall: 'yes' as const, keep: one.word('verdict'), change: one.word('verdict') };
  const body = { id: randomUUID(), sheet: { kind: 'peer' as const, content } };
  expect((await one.browser.calls('submitSheet', { params: { room: open, round: '1' }, body })).status).toBe(201);
  return { open, a, b };
}
