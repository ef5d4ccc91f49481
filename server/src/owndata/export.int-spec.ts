import { randomUUID } from 'node:crypto';
import {
  ERASURE_PHRASE,
  EXPORTS_A_DAY,
  exportFileSchema,
  type ExportedRoom,
  type ExportFile,
  type OwnExport,
} from '#shared/contract/owndata.js';
import { Debriefed } from '../debrief/testing/debriefed.js';
import { until, type Person } from '../testing/room.story.js';
import { joinTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { ErasureService, SETTLE_MS } from './erasure.service.js';
import { ExportMaker } from './export.maker.js';
import { ExportSweep } from './export.sweep.js';
import { OwnDataStory, PASSWORD, type Typist } from './testing/own-data.story.js';

let story: OwnDataStory;
let ada: Typist;
let ben: Typist;
let room: string;

const STAFF = 'grace@staff.example';
beforeAll(async () => {
  story = await OwnDataStory.begin({ staffEmails: [STAFF] });
  [ada, ben] = [await story.typist('Ada'), await story.typist('Ben')];
  room = await story.session(ada, ben);
  await story.works(ada);
  await story.compiled();
}, 120_000);
afterEach(() => story.replays());
afterAll(() => story.end());

const listed = async (who: Visitor) => (await who.calls('listExports', {})).value;
const fetched = (who: Visitor, id: string) => who.sends('GET', `/api/exports/${id}/file`);

/** Asks for an export and waits until it can be downloaded. */
async function exported(who: Visitor): Promise<OwnExport> {
  const { id } = (await who.calls('requestExport', {})).value;
  let found: OwnExport | undefined;
  await until(async () => {
    found = (await listed(who)).exports.find((one) => one.id === id);
    return found?.state === 'ready';
  }, 20_000);
  if (!found) throw new Error('The export is gone.');
  return found;
}

async function fileOf(who: Visitor): Promise<{ text: string; file: ExportFile }> {
  const { id } = await exported(who);
  const text = await (await fetched(who, id)).text();
  return { text, file: exportFileSchema.parse(JSON.parse(text)) };
}

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
    expect(session?.notes).toBe(ada.word('note'));
    expect(session?.sharedNotes).toBe(`${ben.word('shared')}\n${ada.word('shared')}\n`);
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

describe('what came of a debrief', () => {
  const WHEN = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  const of = async ({ browser }: Typist): Promise<{ text: string; room: ExportedRoom }> => {
    const { text, file } = await fileOf(browser);
    const [only] = file.rooms;
    if (!only || file.rooms.length > 1) throw new Error('One room was expected.');
    return { text, room: only };
  };
  const keeps = ({ sheets }: ExportedRoom) =>
    sheets.map(({ round, sheet, correctedWhen, earlier }) => ({
      sheet: `${round} ${sheet.kind}`,
      keep: sheet.content.keep,
      corrected: correctedWhen !== null,
      earlier: earlier.map((before) => before.sheet.content.keep),
    }));

  /** Round 1 is rated by the first of the two, twice corrected, and disputed by the second. */
  async function corrected(one: Typist, other: Typist): Promise<{ debriefed: Debriefed; dispute: string }> {
    const debriefed = await Debriefed.from(story, { people: [one.person, other.person] });
    for (const where of ['try', 'final'])
      await debriefed.correct(debriefed.ada, 1, debriefed.peer(1, 3, { keep: one.word(where) }));
    const dispute = randomUUID();
    const made = { id: dispute, reason: 'unfair' as const, text: `${other.word('reason')}: ${one.word('quoted')}` };
    expect((await debriefed.dispute(debriefed.ben, 1, 'peer', made)).status).toBe(201);
    return { debriefed, dispute };
  }

  it('has what one has said before one corrected it, and of what the partner corrected only that they did', async () => {
    const [jule, kofi] = [await story.typist('Jule'), await story.typist('Kofi')];
    const { debriefed } = await corrected(jule, kofi);
    const [a, b] = [await of(jule), await of(kofi)];
    expect(keeps(a.room)).toEqual([
      { sheet: '1 peer', keep: jule.word('final'), corrected: true, earlier: ['Asks first', jule.word('try')] },
      { sheet: '2 interviewer', keep: '', corrected: false, earlier: [] },
      { sheet: '2 self', keep: 'Asks first', corrected: false, earlier: [] },
    ]);
    expect(a.room.sheets[0]?.earlier.map(({ when }) => when)).toEqual([a.room.sheets[0]?.when, WHEN]);
    expect(a.room.correctedByPartner).toEqual([]);
    expect(b.text).toContain(jule.word('final'));
    expect(b.text).not.toContain(jule.word('try'));
    expect(b.room.correctedByPartner).toEqual([{ when: a.room.sheets[0]?.correctedWhen, round: 1, kind: 'peer' }]);
    expect(keeps(b.room).flatMap(({ earlier }) => earlier)).toEqual([]);
    await debriefed.closes();
  }, 20_000);

  it('leaves what is sealed out, in whatever version', async () => {
    const [lea, mio] = [await story.typist('Lea'), await story.typist('Mio')];
    const debriefed = await Debriefed.from(story, { people: [lea.person, mio.person], sealed: true });
    await story.sql(
      `INSERT INTO sheet_version (sheet_id, version, content, written_at, command_id)
       SELECT id, 1, jsonb_set(content, '{keep}', to_jsonb($2::text)), now(), gen_random_uuid()
       FROM sheet WHERE room_id = $1 AND round = 1 AND kind = 'peer'`,
      [debriefed.room, lea.word('sealed')],
    );
    const { text, room: sealed } = await of(mio);
    expect(text).not.toContain(lea.word('sealed'));
    expect(sealed).toMatchObject({
      report: { state: 'sealed' },
      correctedByPartner: [],
      disputes: [],
      thanks: { given: null, received: false },
    });
    await debriefed.tabs.a.does(debriefed.room, { type: 'leaveForGood' });
  }, 20_000);

  it('has one’s own disputes with what staff answered, and not who; the partner has none of it', async () => {
    const [nora, otto] = [await story.typist('Nora'), await story.typist('Otto')];
    const { debriefed, dispute } = await corrected(nora, otto);
    const grace = new Visitor(story.url);
    await grace.joins(STAFF);
    const note = 'The log has the question that was asked first.';
    const body = { decision: 'kept-out' as const, note };
    expect((await grace.calls('decideDispute', { params: { dispute }, body })).status).toBe(204);
    await debriefed.dispute(debriefed.ben, 2, 'interviewer', { reason: 'other', text: otto.word('withdrawn') });
    await debriefed.withdraw(debriefed.ben, 2, 'interviewer');
    await debriefed.dispute(debriefed.ben, 2, 'interviewer', { reason: 'not-said' });
    const [a, b] = [await of(nora), await of(otto)];
    const made = { when: WHEN, round: 2, kind: 'interviewer', note: null };
    expect(b.room.disputes).toEqual([
      {
        ...{ when: WHEN, round: 1, kind: 'peer', reason: 'unfair' },
        text: `${otto.word('reason')}: ${nora.word('quoted')}`,
        ...{ state: 'kept-out', settledWhen: WHEN, note },
      },
      { ...made, reason: 'other', text: otto.word('withdrawn'), state: 'withdrawn', settledWhen: WHEN },
      { ...made, reason: 'not-said', text: '', state: 'undecided', settledWhen: null },
    ]);
    const staff = (await grace.calls('me', {})).value.account?.id ?? STAFF;
    for (const secret of [STAFF, staff]) expect(b.text).not.toContain(secret);
    expect(a.room.disputes).toEqual([]);
    for (const secret of [otto.word('reason'), otto.word('withdrawn'), note, STAFF, staff])
      expect(a.text).not.toContain(secret);
    await debriefed.closes();
  }, 20_000);

  it('has thanks, whether they were said in the room or when it was closed', async () => {
    const [pia, rik] = [await story.typist('Pia'), await story.typist('Rik')];
    const debriefed = await Debriefed.from(story, { people: [pia.person, rik.person] });
    const thanks = async (who: Typist) => (await of(who)).room.thanks;
    const thank = async ({ browser }: Typist) => {
      const answer = await browser.calls('thankPartner', { params: { room: debriefed.room } });
      expect(answer.status).toBe(204);
    };
    await thank(pia);
    expect(await thanks(pia)).toEqual({ given: WHEN, received: false });
    expect(await thanks(rik)).toEqual({ given: null, received: true });
    await debriefed.closes();
    await thank(rik);
    for (const who of [pia, rik]) expect(await thanks(who)).toEqual({ given: WHEN, received: true });
  }, 20_000);

  it('has no word of a partner who has deleted their account, nor what was said of theirs', async () => {
    const [xenia, sven] = [await story.typist('Xenia'), await story.typist('Sven')];
    const { debriefed } = await corrected(xenia, sven);
    await debriefed.correct(debriefed.ben, 2, debriefed.peer(2, 3, { keep: sven.word('second') }));
    await debriefed.closes();
    await xenia.browser.calls('thankPartner', { params: { room: debriefed.room } });
    expect((await of(sven)).text).toContain(xenia.word('final'));
    const erased = await xenia.browser.calls('eraseAccount', { body: { password: PASSWORD, phrase: ERASURE_PHRASE } });
    expect(erased.status).toBe(202);
    await story.app.get(ErasureService, { strict: false }).carryOut(xenia.person.id, Date.now() + SETTLE_MS);
    const { text, room: left } = await of(sven);
    expect(text.toLowerCase()).not.toContain('xenia');
    expect(left).toMatchObject({
      correctedByPartner: [],
      disputes: [],
      thanks: { given: null, received: false },
    });
    expect(keeps(left)).toEqual([{ sheet: '1 self', keep: 'Asks first', corrected: false, earlier: [] }]);
  }, 20_000);
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
