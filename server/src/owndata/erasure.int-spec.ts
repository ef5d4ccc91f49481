import { fold } from '#shared/room/evolve.js';
import { DELETED_NAME } from '#shared/room/forget.js';
import { ERASURE_PHRASE } from '#shared/contract/owndata.js';
import { until, type Tab } from '../testing/room.story.js';
import { joinTestApp } from '../testing/test.app.js';
import { SmtpSink } from '../testing/smtp.sink.js';
import { Visitor } from '../testing/visitor.js';
import { EpochSolver } from '../ratings/model/epoch.solver.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { ErasureService, SETTLE_MS } from './erasure.service.js';
import { OwnDataStory, PASSWORD, type Typist } from './testing/own-data.story.js';

let story: OwnDataStory;
let sink: SmtpSink;

beforeAll(async () => {
  sink = await SmtpSink.open();
  story = await OwnDataStory.begin({ smtpUrl: sink.url, rateLimitFactor: 1 });
}, 60_000);
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(async () => {
  await story.end();
  await sink.close();
});

const service = () => story.app.get(ErasureService, { strict: false });
const erases = (who: Visitor, password = PASSWORD) =>
  who.calls('eraseAccount', { body: { password, phrase: ERASURE_PHRASE } });
/** As the job does it, once nothing can be under way any more. */
const settles = (who: Typist) => service().carryOut(who.person.id, Date.now() + SETTLE_MS);

/** Every row of every table of every schema that is not the database's own, as text. */
async function dump(): Promise<string> {
  const tables = await story.sql<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await story.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    parts.push(...rows.map(({ row }) => `${name} ${readableBytes(row)}`));
  }
  return parts.join('\n');
}

/** Bytes are dumped as hexadecimal digits, in which no word would be found. */
function readableBytes(row: string): string {
  return row.replace(/\\\\?x([0-9a-f]{2,})/g, (_, digits: string) => Buffer.from(digits, 'hex').toString('latin1'));
}

/** The last mail was sent, and with it the address is gone. */
const forgotten = ({ email }: Typist) =>
  until(async () => (await story.sql('SELECT FROM mail WHERE recipient = $1', [email])).length === 0);

/** A sheet of theirs has an earlier version, and was disputed with a quotation. */
async function corrected(who: Typist): Promise<void> {
  const sheet = `FROM sheet WHERE author_id = $2 AND kind = 'peer' LIMIT 1`;
  await story.sql(
    `INSERT INTO sheet_version (sheet_id, version, content, written_at, command_id)
     SELECT id, 1, to_jsonb($1::text), now(), gen_random_uuid() ${sheet}`,
    [who.word('version'), who.person.id],
  );
  await story.sql(
    `INSERT INTO dispute (id, sheet_id, by_id, reason, text, opened_at)
     SELECT gen_random_uuid(), id, about_id, 'unfair', $1, now() ${sheet}`,
    [who.word('dispute'), who.person.id],
  );
}

const linesWith = (text: string, word: string): string[] =>
  text.split('\n').filter((line) => line.toLowerCase().includes(word.toLowerCase()));

describe('deleting an account', () => {
  it('leaves no trace of the address, the name, or a word that was typed, in any table', async () => {
    const [zelda, yann] = [await story.typist('Zelda'), await story.typist('Yann')];
    const room = await story.session(zelda, yann);
    const second = await story.session(yann, zelda);
    await story.works(zelda);
    await story.compiled();
    await zelda.browser.calls('requestExport', {});
    await until(async () => (await zelda.browser.calls('listExports', {})).value.exports[0]?.state === 'ready', 20_000);
    await new Visitor(story.url).calls('requestPasswordReset', { body: { email: zelda.email } });
    await corrected(zelda);
    const before = await dump();
    const places = ['chat', 'note', 'shared', 'moment', 'keep', 'evidence', 'draft', 'published', 'version', 'dispute'];
    const typed = places.map(zelda.word);
    for (const word of [zelda.email, '"Zelda"', ...typed]) expect(linesWith(before, word)).not.toEqual([]);

    expect((await erases(zelda.browser)).status).toBe(202);
    await settles(zelda);
    await until(() => sink.mails.some((mail) => mail.includes(zelda.email) && mail.includes('has been deleted')));
    await forgotten(zelda);
    const after = await dump();
    expect(linesWith(after, 'zelda')).toEqual([]);
    // What the partner wrote stays, but for what was about her or may quote her.
    for (const where of ['chat', 'note', 'problem']) expect(linesWith(after, yann.word(where))).not.toEqual([]);
    for (const where of ['first', 'moment', 'shared']) expect(linesWith(after, yann.word(where))).toEqual([]);

    await story.compiled();
    for (const id of [room, second]) {
      const report = (await yann.browser.calls('report', { params: { room: id } })).value;
      expect(report).toMatchObject({ state: 'revealed', partner: { displayName: DELETED_NAME, deleted: true } });
    }
    const sheets = await story.sql<{ author_id: string; about_id: string; kind: string }>(
      'SELECT author_id, about_id, kind FROM sheet WHERE author_id = $1 OR about_id = $1',
      [zelda.person.id],
    );
    expect(sheets.map(({ kind, about_id }) => [kind, about_id])).toEqual(
      expect.arrayContaining([
        ['peer', yann.person.id],
        ['interviewer', yann.person.id],
      ]),
    );
    expect(sheets).toHaveLength(4);
  }, 60_000);

  it('ends every session and socket within two seconds, and the password opens nothing any more', async () => {
    const who = await story.typist('Vera');
    const elsewhere = new Visitor(story.url);
    await elsewhere.calls('signIn', { body: { email: who.email, password: PASSWORD } });
    const tab = await story.tab(who.person);
    const answer = await erases(elsewhere);
    const at = Date.now();
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([202, expect.stringContaining('Max-Age=0')]);
    await until(() => !tab.socket.connected, 2_000);
    expect(Date.now() - at).toBeLessThan(2_000);
    expect(tab.payloads('session:ended')).toEqual([{ reason: 'deleted' }]);
    expect((await who.browser.calls('me', {})).value.account).toBeNull();
    expect((await who.browser.calls('listExports', {})).refusal.code).toBe('NOT_SIGNED_IN');
    const again = await new Visitor(story.url).calls('signIn', { body: { email: who.email, password: PASSWORD } });
    expect(again.refusal.code).toBe('WRONG_CREDENTIALS');
    await settles(who);
  });

  it('frees the address: whoever has it signs up anew, and has nothing of before', async () => {
    const who = await story.typist('Uwe');
    await erases(who.browser);
    const anew = new Visitor(story.url);
    await anew.calls('signUp', { body: { email: who.email, password: PASSWORD, displayName: 'Uwe again' } });
    // The end of the old account must not take the mails of the new one with it.
    await settles(who);
    const [row] = await story.sql<{ id: string }>('SELECT id FROM account WHERE email = $1', [who.email]);
    expect(row?.id).not.toBe(who.person.id);
    await until(() => sink.mails.some((mail) => mail.includes(who.email) && mail.includes('confirm')));
  });

  it('takes the password, which is tried only so often, and the words', async () => {
    const who = await story.typist('Tara');
    const short = await who.browser.sends('POST', '/api/me/erasure', { password: PASSWORD, phrase: 'yes' });
    expect(short.status).toBe(400);
    expect(await short.json()).toMatchObject({ code: 'BAD_REQUEST', fields: [{ path: 'phrase' }] });
    const codes: string[] = [];
    for (let guess = 0; guess < 12; guess += 1) codes.push((await erases(who.browser, `guess ${guess}`)).refusal.code);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('WRONG_CREDENTIALS'));
    expect(codes.slice(10)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect((await who.browser.calls('me', {})).value.account?.email).toBe(who.email);
    // The limit is that of signing in, so that one door is no way round the other.
    const signIn = await new Visitor(story.url).calls('signIn', { body: { email: who.email, password: PASSWORD } });
    expect(signIn.refusal.code).toBe('RATE_LIMITED');
  }, 20_000);

  it('is not for an open room, and gives up a place in the queue', async () => {
    const [sara, rolf] = [await story.typist('Sara'), await story.typist('Rolf')];
    const room = await story.room(sara.person, rolf.person);
    const tab = await story.tab(sara.person);
    await tab.join(room);
    const refused = await erases(sara.browser);
    expect(refused.refusal).toMatchObject({ code: 'IN_A_ROOM', message: expect.stringContaining('leave it') });
    expect((await sara.browser.calls('me', {})).value.account?.email).toBe(sara.email);
    await tab.does(room, { type: 'leaveForGood' });
    const wish = { tracks: ['ml-case' as const], length: 'short' as const, bridging: false };
    expect((await sara.browser.calls('enqueue', { body: wish })).status).toBe(201);
    expect((await erases(sara.browser)).status).toBe(202);
    expect(await story.sql('SELECT FROM ticket WHERE account_id = $1', [sara.person.id])).toEqual([]);
    await settles(sara);
    expect(await namesIn(room)).toEqual([DELETED_NAME, 'Rolf']);
  });
});

describe('what is left in rooms with others', () => {
  it('is cleared by a job that may be killed anywhere and run by two at once', async () => {
    const [quinn, paul] = [await story.typist('Quinn'), await story.typist('Paul')];
    const room = await story.session(quinn, paul);
    await erases(quinn.browser);
    await Promise.all([service().carryOut(quinn.person.id), service().carryOut(quinn.person.id)]);
    const once = await story.log(room);
    await Promise.all([settles(quinn), settles(quinn)]);
    expect(await story.log(room)).toEqual(once);
    expect(await story.sql('SELECT FROM erasure WHERE account_id = $1', [quinn.person.id])).toEqual([]);
    await until(() => sink.mails.some((mail) => mail.includes(quinn.email)));
    expect(sink.mails.filter((mail) => mail.includes(quinn.email) && mail.includes('has been deleted'))).toHaveLength(
      1,
    );
  }, 30_000);

  it('is read by the partner as it is now, whoever held the room in memory [31]', async () => {
    const [olga, nils] = [await story.typist('Olga'), await story.typist('Nils')];
    const room = await story.session(olga, nils);
    const tab = await story.tab(nils.person);
    await tab.join(room);
    await erases(olga.browser);
    await settles(olga);
    const fresh = await story.tab(nils.person);
    await fresh.join(room);
    await story.sees(fresh, room, 'B');
    expect(fresh.view(room).chat.map(({ text }) => text)).toEqual(['', nils.word('chat')]);
    expect(await sharedNotes(fresh, room)).toBe('');
    const { sessions } = (await nils.browser.calls('sessionHistory', { query: {} })).value;
    expect(sessions).toMatchObject([{ room, partner: { displayName: DELETED_NAME }, disputed: false, revealed: true }]);
    const owed = (await nils.browser.calls('ownSheets', { params: { room } })).value.sheets;
    expect(owed.map(({ round, kind, status }) => `${round} ${kind} ${status}`)).toEqual(['1 self submitted']);
  }, 30_000);

  it('is read so on every node, without a message between them [31]', async () => {
    const [emma, dirk] = [await story.typist('Emma'), await story.typist('Dirk')];
    const room = await story.session(emma, dirk);
    const other = await joinTestApp({ runsWorkers: false });
    try {
      const elsewhere = other.app.get(RoomHandler, { strict: false });
      expect((await elsewhere.state(room)).chat.map(({ text }) => text)).toContain(emma.word('chat'));
      await erases(emma.browser);
      await settles(emma);
      const state = await elsewhere.state(room);
      expect(state).toEqual(fold(await story.log(room)));
      expect(state.peers.A).toMatchObject({ displayName: DELETED_NAME, deleted: true });
    } finally {
      await other.close();
    }
  }, 30_000);

  it('opens the partner’s report where only the deleted account kept it sealed', async () => {
    const [mona, lars] = [await story.typist('Mona'), await story.typist('Lars')];
    const room = await story.session(lars, mona).then(() => story.room(mona.person, lars.person));
    const tabs: Tab[] = [await story.tab(mona.person), await story.tab(lars.person)];
    for (const tab of tabs) await tab.join(room);
    for (const tab of tabs) await tab.does(room, { type: 'declareReady', round: 1 });
    await tabs[0]?.does(room, { type: 'proposeEnd', round: 1, scope: 'interview' });
    await tabs[1]?.does(room, { type: 'answerEnd', round: 1, agree: true });
    await tabs[0]?.does(room, { type: 'leaveForGood' });
    const sealed = (await lars.browser.calls('report', { params: { room } })).value;
    expect(sealed).toMatchObject({ state: 'sealed', owed: { A: 1, B: 2 } });
    await erases(mona.browser);
    await settles(mona);
    const { sheets } = (await lars.browser.calls('ownSheets', { params: { room } })).value;
    expect(sheets.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['self open']);
    const late = { ratings: {}, keep: 'about nobody' };
    const params = { room, round: '1' as const, kind: 'interviewer' as const };
    expect((await lars.browser.calls('saveDraft', { params, body: late })).refusal).toMatchObject({
      code: 'NOT_YOUR_SHEET',
      message: expect.stringContaining('deleted'),
    });
  }, 30_000);

  it('takes their sheets out of the numbers of others, and their own numbers away', async () => {
    const people = [await story.typist('Kira'), await story.typist('Jan'), await story.typist('Ines')];
    const [kira, jan, ines] = people;
    if (!kira || !jan || !ines) throw new Error('Three are needed.');
    await story.session(kira, jan);
    await story.session(ines, jan);
    await story.works(kira);
    await story.compiled();
    const sheets = async (who: Typist) => (await who.browser.calls('progress', { query: {} })).value.overall.sheets;
    expect(await sheets(jan)).toBe(2);
    const met = () => story.sql('SELECT FROM flow_met WHERE account_id = $1', [kira.person.id]);
    await until(async () => (await met()).length > 0);
    await erases(kira.browser);
    await settles(kira);
    await story.compiled();
    expect(await sheets(jan)).toBe(1);
    for (const table of [
      'rating_candidate',
      'rating_point',
      'rating_rater',
      'session_report',
      'flow_met',
      'goal',
      'drill',
      'progress_summary',
      'round_coverage',
    ]) {
      expect([table, await story.sql(`SELECT FROM ${table} WHERE account_id = $1`, [kira.person.id])]).toEqual([
        table,
        [],
      ]);
    }
    // To the bit what the numbers of the others are in a world in which she never was.
    const solver = story.app.get(EpochSolver, { strict: false });
    const numbers = () =>
      story.sql(
        `SELECT to_jsonb(c) - 'epoch' AS row FROM rating_candidate c JOIN rating_state s USING (epoch) ORDER BY 1`,
      );
    await solver.solve('a test');
    const solved = await numbers();
    await solver.rebuild();
    expect(await numbers()).toEqual(solved);
    expect(JSON.stringify(solved)).toContain(jan.person.id);
    expect(JSON.stringify(solved)).not.toContain(kira.person.id);
    const ledger = 'SELECT FROM counted_sheet WHERE $1 IN (candidate_id, rater_id)';
    expect(await story.sql(ledger, [kira.person.id])).toEqual([]);
  }, 60_000);
});

describe('the tables', () => {
  it('each say what becomes of an account’s rows', async () => {
    const references = await story.sql<{ place: string; goes: boolean }>(
      `SELECT c.conrelid::regclass || '.' || a.attname AS place, c.confdeltype = 'c' AS goes
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND c.confrelid = 'account'::regclass ORDER BY 1`,
    );
    // All others go with the account. A new one here needs a place in what clears it: see docs/privacy.md. What staff
    // did stays, without who did it.
    expect(references.filter(({ goes }) => !goes).map(({ place }) => place)).toEqual([
      'dispute.decided_by',
      'erasure.account_id',
      'flag_look.account_id',
      'own_flow.author_id',
      'room_peer.account_id',
      'sheet.about_id',
      'sheet.author_id',
      'staff_audit.account_id',
    ]);
    const loose = await story.sql<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns c
       WHERE table_schema = 'public' AND data_type = 'uuid' AND column_name NOT IN ('id', 'room_id', 'sheet_id', 'run')
         AND NOT EXISTS (
           SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
           WHERE k.contype = 'f' AND k.conrelid = c.table_name::regclass AND a.attname = c.column_name
         ) ORDER BY 1`,
    );
    // The ratings clear theirs by themselves (sheet-erasure.store.ts), a partner in a list is the empty account, and the
    // rest name none.
    expect(loose.map(({ place }) => place)).toEqual([
      'counted_sheet.candidate_id',
      'counted_sheet.rater_id',
      'rater_calibration.account_id',
      'rating_candidate.account_id',
      'rating_pair.a',
      'rating_pair.b',
      'rating_point.account_id',
      'rating_rater.account_id',
      'room_entry.command_id',
      'room_presence.node_id',
      'session_report.partner_id',
      'sheet_version.command_id',
    ]);
  });
});

describe('flows that somebody wrote', () => {
  it('go, but for what was shared: that stays as it was published, without them', async () => {
    const hugo = await story.typist('Hugo');
    await story.works(hugo);
    const [shared] = await story.sql<{ id: string }>(
      `SELECT f.id FROM own_flow f JOIN flow_version v ON v.own_flow_id = f.id WHERE f.author_id = $1`,
      [hugo.person.id],
    );
    await story.sql('UPDATE flow_version SET shared_at = now(), was_shared = true WHERE own_flow_id = $1', [
      shared?.id,
    ]);
    const params = { flow: shared?.id ?? '' };
    const open = (await hugo.browser.calls('openFlow', { params })).value;
    await hugo.browser.calls('saveFlow', {
      params,
      body: { text: `title: ${hugo.word('second')}\n`, revision: open.revision, findings: null },
    });
    await erases(hugo.browser);
    await settles(hugo);
    await forgotten(hugo);
    const left = await story.sql<{ id: string; title: string; text: string }>(
      'SELECT id, title, text FROM own_flow WHERE author_id = $1',
      [hugo.person.id],
    );
    expect(left).toEqual([{ id: params.flow, title: hugo.word('published'), text: open.text }]);
    const after = await dump();
    for (const word of [hugo.word('second'), hugo.word('draft'), hugo.email])
      expect(linesWith(after, word)).toEqual([]);
  });
});

async function namesIn(room: string): Promise<string[]> {
  const { peers } = await story.handler.state(room);
  return [peers.A.displayName, peers.B.displayName];
}

async function sharedNotes(tab: Tab, room: string): Promise<string> {
  const answer = await tab.ask('doc:join', { room, doc: 'notes-1' });
  if (!answer.ok) throw new Error(answer.code);
  return Buffer.from(answer.state, 'base64').toString('latin1').replaceAll('\0', '');
}
