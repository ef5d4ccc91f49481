import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Person } from '../testing/room.story.js';
import { RoomStory, until } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { Debriefed } from './testing/debriefed.js';

const STAFF = ['grace@staff.example', 'alan@staff.example'] as const;
let story: RoomStory;
let close: () => Promise<void>;
let grace: Visitor;
let alan: Visitor;
let alanAsPeer: Person;

beforeAll(async () => {
  const started = await startTestApp({ staffEmails: [...STAFF] });
  story = new RoomStory(started.app, started.url);
  close = started.close;
  [grace, alan] = [new Visitor(started.url), new Visitor(started.url)];
  for (const [index, who] of [grace, alan].entries()) await who.joins(STAFF[index] ?? '');
  const id = (await alan.calls('me', {})).value.account?.id ?? '';
  alanAsPeer = { id, name: 'Ada', cookie: alan.cookie, session: '', bot: false };
}, 60_000);
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(() => close());

const WORDS = 'I asked for the label first; this says that I did not';

/** Ben disputes what Ada said of him; gives the dispute's id. */
async function disputed(people?: [Person, Person]): Promise<{ debriefed: Debriefed; id: string }> {
  const debriefed = await Debriefed.from(story, people ? { people } : {});
  const id = randomUUID();
  const answer = await debriefed.dispute(debriefed.ben, 1, 'peer', { id, reason: 'unfair', text: WORDS });
  if (answer.status !== 201) throw new Error(answer.refusal.message);
  return { debriefed, id };
}

const read = (who: Visitor, id: string) => who.calls('staffDispute', { params: { dispute: id } });
const decide = (who: Visitor, id: string, decision: 'kept-out' | 'counts-again', note = 'The log shows it.') =>
  who.calls('decideDispute', { params: { dispute: id }, body: { decision, note } });
const list = async (who: Visitor, state: 'undecided' | 'settled' = 'undecided', before?: string) =>
  (await who.calls('staffDisputes', { query: { state, ...(before === undefined ? {} : { before }) } })).value;
const log = async (subject: string) => {
  const { entries } = (await grace.calls('staffAudit', { query: {} })).value;
  return entries.filter((entry) => entry.subject === subject).map(({ action }) => action);
};

describe('a dispute, as staff see it', () => {
  it('comes with the sheet, all that it said before, its reasons and the timeline, and reading it is logged', async () => {
    const { debriefed, id } = await disputed();
    await debriefed.correct(debriefed.ada, 1, debriefed.peer(1, 3, { keep: 'Asked it late' }));
    const { value } = await read(grace, id);
    expect(value).toMatchObject({
      id,
      round: 1,
      kind: 'peer',
      state: 'undecided',
      reason: 'unfair',
      text: WORDS,
      by: { displayName: 'Ben' },
      author: { displayName: 'Ada' },
      seats: { by: 'B', author: 'A' },
      ownRoom: false,
      decision: null,
      sheet: { kind: 'peer', content: { keep: 'Asked it late' } },
    });
    expect(value.earlier.map(({ version, sheet }) => [version, sheet.content.keep])).toEqual([[1, 'Asks first']]);
    expect(value.interview.timeline.length).toBeGreaterThan(0);
    expect(Object.keys(value.interview)).not.toEqual(expect.arrayContaining(['self', 'peer', 'ofInterviewer']));
    expect(await log(id)).toEqual(['dispute-read']);
    expect((await read(grace, randomUUID())).refusal.code).toBe('NOT_FOUND');
  });

  it('stands in the list until it is settled', async () => {
    const { id, debriefed } = await disputed();
    expect((await list(grace)).disputes.map((line) => line.id)).toContain(id);
    await debriefed.withdraw(debriefed.ben, 1, 'peer');
    expect((await list(grace)).disputes.map((line) => line.id)).not.toContain(id);
    expect((await list(grace, 'settled')).disputes.find((line) => line.id === id)?.state).toBe('withdrawn');
    const wrong = await grace.calls('staffDisputes', { query: { before: 'x' } });
    expect(wrong.refusal.code).toBe('BAD_REQUEST');
  });

  it('is listed 25 a page, newest first', async () => {
    const { debriefed, id } = await disputed();
    const now = Date.now();
    await story.app.get(DataSource, { strict: false }).query(
      `INSERT INTO dispute (id, sheet_id, by_id, reason, text, opened_at, state, settled_at)
       SELECT gen_random_uuid(), d.sheet_id, d.by_id, 'unfair', '', $2::timestamptz - n * interval '1 second', 'withdrawn', now()
       FROM dispute d, generate_series(1, 30) AS n WHERE d.id = $1`,
      [id, new Date(now)],
    );
    const first = await list(grace, 'settled');
    const second = await list(grace, 'settled', first.next ?? '');
    expect(first.disputes).toHaveLength(25);
    const times = [...first.disputes, ...second.disputes].map(({ openedAt }) => openedAt);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(first.undecided).toBeGreaterThanOrEqual(1);
    await debriefed.withdraw(debriefed.ben, 1, 'peer');
  });
});

describe('a decision', () => {
  const out = (debriefed: Debriefed) =>
    debriefed.sql(
      `SELECT excluded_at IS NOT NULL AS out FROM sheet WHERE room_id = $1 AND round = 1 AND kind = 'peer'`,
      [debriefed.room],
    );

  it('keeps the sheet out; who disputed reads why, its author only that it is so', async () => {
    const { debriefed, id } = await disputed();
    const { ada, ben, tabs } = debriefed;
    expect((await decide(grace, id, 'kept-out', 'It is about the other case.')).status).toBe(204);
    expect(await out(debriefed)).toEqual([{ out: true }]);
    const mine = await debriefed.sheet(ben, 1, 'peer');
    expect(mine).toMatchObject({ disputed: 'kept-out', dispute: { note: 'It is about the other case.' } });
    expect(await debriefed.sheet(ada, 1, 'peer')).toMatchObject({ disputed: 'kept-out', dispute: null });
    await until(() => tabs.b.payloads('report:changed').length === 2);
    expect(await log(id)).toEqual(['dispute-kept-out']);
    expect((await read(alan, id)).value.decision).toMatchObject({ note: 'It is about the other case.' });
    expect((await debriefed.withdraw(ben, 1, 'peer')).refusal.code).toBe('ALREADY_DECIDED');
    expect((await debriefed.dispute(ben, 1, 'peer')).refusal.code).toBe('ALREADY_DISPUTED');
  });

  it('or has it count again', async () => {
    const { debriefed, id } = await disputed();
    expect((await decide(grace, id, 'counts-again')).status).toBe(204);
    expect(await out(debriefed)).toEqual([{ out: false }]);
    expect((await debriefed.sheet(debriefed.ben, 1, 'peer')).disputed).toBe('counts-again');
    expect((await debriefed.dispute(debriefed.ben, 1, 'peer')).refusal.code).toBe('ALREADY_DISPUTED');
  });

  it('is final, and taken once, however often it is sent', async () => {
    const { id } = await disputed();
    const same = await Promise.all([decide(grace, id, 'kept-out'), decide(grace, id, 'kept-out')]);
    expect(same.map(({ status }) => status)).toEqual([204, 204]);
    expect(await log(id)).toEqual(['dispute-kept-out']);
    expect((await decide(grace, id, 'counts-again')).refusal.code).toBe('ALREADY_DECIDED');
    expect((await decide(alan, id, 'kept-out')).refusal.code).toBe('ALREADY_DECIDED');
  });

  it('is one, when two decide at once', async () => {
    const { id } = await disputed();
    const both = await Promise.all([decide(grace, id, 'kept-out'), decide(alan, id, 'counts-again')]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await log(id)).toHaveLength(1);
  });

  it('is nobody’s who sat in the room, and nobody’s of what was taken back', async () => {
    const ben = await story.person('Ben');
    const { debriefed, id } = await disputed([alanAsPeer, ben]);
    expect((await list(alan)).disputes.find((line) => line.id === id)?.ownRoom).toBe(true);
    expect((await decide(alan, id, 'counts-again')).refusal.code).toBe('FORBIDDEN');
    expect((await debriefed.sheet(debriefed.ben, 1, 'peer')).disputed).toBe('undecided');
    await debriefed.withdraw(debriefed.ben, 1, 'peer');
    expect((await decide(grace, id, 'kept-out')).refusal.code).toBe('CONFLICT');
    expect((await decide(grace, randomUUID(), 'kept-out')).refusal.code).toBe('NOT_FOUND');
  });

  it('comes with a note', async () => {
    const { id } = await disputed();
    const send = (body: unknown) => grace.sends('POST', `/api/staff/disputes/${id}/decision`, body);
    for (const body of [
      { decision: 'kept-out', note: ' ' },
      { decision: 'kept-out', note: 'x'.repeat(501) },
      { decision: 'perhaps', note: 'Who knows' },
      { decision: 'kept-out', note: 'Yes', more: 1 },
    ]) {
      expect((await send(body)).status).toBe(400);
    }
  });
});
