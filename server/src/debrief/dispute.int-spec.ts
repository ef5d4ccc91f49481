import { randomUUID } from 'node:crypto';
import { RoomStory, until } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import type { Visitor } from '../testing/visitor.js';
import { Debriefed, visitorOf } from './testing/debriefed.js';

const DAY = 24 * 3_600_000;
let story: RoomStory;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(() => close());

let debriefed: Debriefed;
const excluded = () =>
  debriefed.sql('SELECT round, kind FROM sheet WHERE room_id = $1 AND excluded_at IS NOT NULL', [debriefed.room]);

describe('a dispute', () => {
  beforeEach(async () => {
    debriefed = await Debriefed.from(story);
  });

  it('takes the sheet out, stays readable, and tells both that there is one', async () => {
    const { ada, ben, tabs } = debriefed;
    expect(await debriefed.sheet(ben, 1, 'peer')).toMatchObject({ own: false, disputed: null, dispute: null });
    const words = { reason: 'other' as const, text: 'My partner rated the wrong person' };
    expect((await debriefed.dispute(ben, 1, 'peer', words)).status).toBe(201);
    expect(await excluded()).toEqual([{ round: 1, kind: 'peer' }]);
    const mine = await debriefed.sheet(ben, 1, 'peer');
    expect(mine).toMatchObject({ disputed: 'undecided', disputeUntil: null, dispute: { ...words, note: null } });
    for (const tab of [tabs.a, tabs.b]) await until(() => tab.payloads('report:changed').length === 1);
    const theirs = await debriefed.sheet(ada, 1, 'peer');
    expect(theirs).toMatchObject({ own: true, disputed: 'undecided', dispute: null });
    expect(JSON.stringify([theirs, await debriefed.report(ada)])).not.toContain(words.text);
    expect((await debriefed.report(ben)).rounds[0]?.peer?.keep).toBe('Asks first');
  });

  it('takes effect once: the same id gets the first answer, other words under it are refused', async () => {
    const { ben } = debriefed;
    const id = randomUUID();
    const twice = await Promise.all([1, 2].map(() => debriefed.dispute(ben, 1, 'peer', { id })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect((await debriefed.dispute(ben, 1, 'peer', { id })).status).toBe(201);
    const other = await debriefed.dispute(ben, 1, 'peer', { id, text: 'More words' });
    expect(other.refusal.code).toBe('COMMAND_ID_REUSED');
    expect((await debriefed.dispute(ben, 2, 'interviewer', { id })).refusal.code).toBe('COMMAND_ID_REUSED');
    expect((await debriefed.dispute(ben, 1, 'peer')).refusal.code).toBe('ALREADY_DISPUTED');
  });

  it('is taken back while it is undecided, and may then be made again', async () => {
    const { ada, ben } = debriefed;
    await debriefed.dispute(ben, 1, 'peer');
    expect((await debriefed.withdraw(ben, 1, 'peer')).status).toBe(204);
    expect((await debriefed.withdraw(ben, 1, 'peer')).status).toBe(204);
    expect(await excluded()).toEqual([]);
    expect(await debriefed.sheet(ben, 1, 'peer')).toMatchObject({ disputed: null, dispute: null });
    expect((await debriefed.sheet(ada, 1, 'peer')).disputed).toBeNull();
    expect((await debriefed.dispute(ben, 1, 'peer')).status).toBe(201);
  });

  it('is for the person whom the sheet is about, and of no self-rating', async () => {
    const { ada, ben, room } = debriefed;
    const eve = visitorOf(story, await story.person('Eve'));
    expect((await debriefed.dispute(ada, 1, 'peer')).refusal.code).toBe('NOT_YOUR_SHEET');
    expect((await debriefed.dispute(ben, 1, 'interviewer')).refusal.code).toBe('NOT_YOUR_SHEET');
    expect((await debriefed.dispute(ben, 1, 'self')).refusal.code).toBe('NOT_YOUR_SHEET');
    expect((await debriefed.dispute(ada, 1, 'self')).refusal.code).toBe('NOT_FOUND');
    expect((await debriefed.withdraw(ada, 1, 'peer')).refusal.code).toBe('NOT_FOUND');
    await debriefed.dispute(ben, 1, 'peer');
    expect((await debriefed.withdraw(ada, 1, 'peer')).refusal.code).toBe('NOT_FOUND');
    const foreign = await eve.calls('followUp', { params: { room } });
    const missing = await eve.calls('followUp', { params: { room: randomUUID() } });
    expect([foreign.status, foreign.refusal]).toEqual([404, missing.refusal]);
    expect((await debriefed.dispute(eve, 1, 'peer')).refusal).toEqual(missing.refusal);
    expect((await debriefed.withdraw(eve, 1, 'peer')).refusal).toEqual(missing.refusal);
  });

  it('is heard for 14 days after the sheets were opened', async () => {
    const { ben } = debriefed;
    await debriefed.opened(14 * DAY + 60_000);
    expect((await debriefed.sheet(ben, 1, 'peer')).disputeUntil).toBeNull();
    expect((await debriefed.dispute(ben, 1, 'peer')).refusal.code).toBe('TOO_LATE');
    await debriefed.opened(14 * DAY - 60_000);
    expect((await debriefed.sheet(ben, 1, 'peer')).disputeUntil).not.toBeNull();
    expect((await debriefed.dispute(ben, 1, 'peer')).status).toBe(201);
  });

  it('says why: from a list, in a few words, and in own words where nothing on the list fits', async () => {
    const { ben, room } = debriefed;
    const send = (body: unknown) => ben.sends('POST', `/api/rooms/${room}/rounds/1/sheets/peer/disputes`, body);
    const id = randomUUID();
    for (const body of [
      { id, reason: 'because', text: '' },
      { id, reason: 'unfair', text: 'x'.repeat(501) },
      { id, reason: 'other', text: '  ' },
      { id, reason: 'unfair', text: '', more: true },
      { reason: 'unfair', text: '' },
    ]) {
      const answer = await send(body);
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'BAD_REQUEST' }]);
    }
  });
});

describe('disputes of one person', () => {
  it('are three at most that are undecided, however many are made at once', async () => {
    const [ada, ben] = [await story.person('Ada'), await story.person('Ben')];
    const rooms: Debriefed[] = [];
    for (let n = 0; n < 2; n += 1) {
      const one = await Debriefed.from(story, { people: [ada, ben] });
      await one.closes();
      rooms.push(one);
    }
    const [first, second] = rooms;
    if (!first || !second) throw new Error('Two rooms are needed.');
    const who = first.ben;
    const answers = await Promise.all([
      first.dispute(who, 1, 'peer'),
      first.dispute(who, 2, 'interviewer'),
      second.dispute(who, 1, 'peer'),
      second.dispute(who, 2, 'interviewer'),
    ]);
    const refused = answers.filter(({ status }) => status !== 201).map(({ refusal }) => refusal.code);
    expect(refused).toEqual(['TOO_MANY_DISPUTES']);
    const left = answers.findIndex(({ status }) => status !== 201);
    const places = [first, second].flatMap((one) => [
      { one, round: 1 as const, kind: 'peer' as const },
      { one, round: 2 as const, kind: 'interviewer' as const },
    ]);
    const [back, again] = [places[(left + 1) % 4], places[left]];
    if (!back || !again) throw new Error('There are four.');
    await back.one.withdraw(who, back.round, back.kind);
    expect((await again.one.dispute(who, again.round, again.kind)).status).toBe(201);
  }, 30_000);
});

describe('what cannot be disputed', () => {
  it('is what is sealed still', async () => {
    debriefed = await Debriefed.from(story, { sealed: true });
    const { ben, room } = debriefed;
    expect((await debriefed.dispute(ben, 1, 'peer')).refusal.code).toBe('SEALED');
    expect((await ben.calls('followUp', { params: { room } })).refusal.code).toBe('SEALED');
  });

  it('is what is in nobody’s numbers', async () => {
    debriefed = await Debriefed.from(story, { bot: true });
    const who: Visitor = debriefed.ben;
    expect((await debriefed.sheet(who, 1, 'peer')).disputeUntil).toBeNull();
    expect((await debriefed.dispute(who, 1, 'peer')).refusal.code).toBe('CONFLICT');
  });
});
