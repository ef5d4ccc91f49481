import { randomUUID } from 'node:crypto';
import { RoomStory, until } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Debriefed, visitorOf } from './testing/debriefed.js';

const MINUTE = 60_000;
let story: RoomStory;
let close: () => Promise<void>;
let debriefed: Debriefed;

beforeAll(async () => {
  const started = await startTestApp();
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
beforeEach(async () => {
  debriefed = await Debriefed.from(story);
});
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(() => close());

const versions = () =>
  debriefed.sql(
    `SELECT v.version, v.content->>'keep' AS keep FROM sheet_version v JOIN sheet s ON s.id = v.sheet_id
     WHERE s.room_id = $1 ORDER BY v.version`,
    [debriefed.room],
  );

describe('a correction', () => {
  it('is what both read from then on, and what was said before is kept', async () => {
    const { ada, ben, tabs } = debriefed;
    const until60 = (await debriefed.sheet(ada, 1, 'peer')).correctUntil ?? 0;
    expect(until60 - (await debriefed.report(ada)).revealedAt).toBe(60 * MINUTE);
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 3, { keep: 'Asked who acts' }))).status).toBe(201);
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 3, { keep: 'Asked it first' }))).status).toBe(201);
    for (const who of [ada, ben]) {
      const { keep, ratings } = (await debriefed.report(who)).rounds[0]?.peer ?? { keep: '', ratings: [] };
      expect([keep, new Set(ratings.map(({ score }) => score))]).toEqual(['Asked it first', new Set([3])]);
      expect((await debriefed.sheet(who, 1, 'peer')).correctedAt).not.toBeNull();
    }
    expect((await debriefed.sheet(ben, 1, 'peer')).correctUntil).toBeNull();
    expect(await versions()).toEqual([
      { version: 1, keep: 'Asks first' },
      { version: 2, keep: 'Asked who acts' },
      { version: 3, keep: 'Asked it first' },
    ]);
    await until(() => tabs.b.payloads('report:changed').length === 2);
  });

  it('is possible for what was said of an interviewer too', async () => {
    const { ada, ben } = debriefed;
    const sheet = debriefed.ofInterviewer(3, { keep: 'Quiet and clear' });
    expect((await debriefed.correct(ben, 1, sheet)).status).toBe(201);
    expect((await debriefed.report(ada)).rounds[0]?.ofInterviewer?.keep).toBe('Quiet and clear');
  });

  it('takes effect once: the same id gets the first answer, other content under it is refused', async () => {
    const { ada } = debriefed;
    const id = randomUUID();
    const send = () => debriefed.correct(ada, 1, debriefed.peer(1, 3), { id });
    expect((await Promise.all([send(), send(), send()])).map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 4), { id })).refusal.code).toBe('COMMAND_ID_REUSED');
    expect(await versions()).toHaveLength(2);
    await debriefed.opened(61 * MINUTE);
    expect((await send()).status).toBe(201);
  });

  it('is made within an hour after the sheets were opened', async () => {
    const { ada } = debriefed;
    await debriefed.opened(61 * MINUTE);
    expect((await debriefed.sheet(ada, 1, 'peer')).correctUntil).toBeNull();
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 3))).refusal.code).toBe('TOO_LATE');
    await debriefed.opened(59 * MINUTE);
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 3))).status).toBe(201);
  });

  it('is its author’s alone, and never of a self-rating', async () => {
    const { ada, ben } = debriefed;
    expect((await debriefed.correct(ben, 1, debriefed.peer(1, 4))).refusal.code).toBe('NOT_YOUR_SHEET');
    expect((await debriefed.correct(ben, 1, debriefed.self(1))).refusal.code).toBe('CONFLICT');
    expect((await debriefed.correct(ada, 1, debriefed.self(1))).refusal.code).toBe('NOT_FOUND');
    const eve = visitorOf(story, await story.person('Eve'));
    expect((await debriefed.correct(eve, 1, debriefed.peer(1, 4))).refusal.code).toBe('NOT_FOUND');
    expect(await versions()).toEqual([]);
  });

  it('passes the check that every sheet passes', async () => {
    const { ada } = debriefed;
    const { content } = debriefed.peer(1);
    const [first, ...rest] = content.ratings;
    if (!first) throw new Error('The flow exercises nothing.');
    const refusalOf = async (change: Partial<typeof content>) =>
      (await debriefed.correct(ada, 1, { kind: 'peer', content: { ...content, ...change } })).refusal.code;
    expect(await refusalOf({ ratings: [{ ...first, score: 5 }, ...rest] })).toBe('EVIDENCE_NEEDED');
    const made: (typeof content)['ratings'] = [
      { ...first, score: 5, evidence: [{ kind: 'moment', id: randomUUID() }] },
      ...rest,
    ];
    expect(await refusalOf({ ratings: made })).toBe('EVIDENCE_UNKNOWN');
    expect(await refusalOf({ ratings: [...rest, ...rest.slice(0, 1)] })).toBe('SHEET_INCOMPLETE');
    expect(await refusalOf({ overall: null })).toBe('SHEET_INCOMPLETE');
    const other = await debriefed.correct(ada, 1, debriefed.ofInterviewer(), { kind: 'peer' });
    expect(other.refusal.code).toBe('BAD_REQUEST');
    expect(await versions()).toEqual([]);
  });

  it('of a disputed sheet leaves it disputed', async () => {
    const { ada, ben } = debriefed;
    await debriefed.dispute(ben, 1, 'peer');
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 3))).status).toBe(201);
    const { disputed, correctedAt } = await debriefed.sheet(ben, 1, 'peer');
    expect([disputed, correctedAt === null]).toEqual(['undecided', false]);
    const rows = await debriefed.sql(
      `SELECT excluded_at IS NOT NULL AS out FROM sheet WHERE room_id = $1 AND round = 1 AND kind = 'peer'`,
      [debriefed.room],
    );
    expect(rows).toEqual([{ out: true }]);
  });

  it('is made twenty times at most', async () => {
    const { ada } = debriefed;
    for (let n = 0; n < 20; n += 1) {
      const sheet = debriefed.peer(1, 4, { keep: `Version ${n}` });
      expect((await debriefed.correct(ada, 1, sheet)).status).toBe(201);
    }
    expect((await debriefed.sheet(ada, 1, 'peer')).correctUntil).toBeNull();
    expect((await debriefed.correct(ada, 1, debriefed.peer(1, 3))).refusal.code).toBe('CONFLICT');
  });
});

it('a sealed sheet is not corrected', async () => {
  const sealed = await Debriefed.from(story, { sealed: true });
  expect((await sealed.correct(sealed.ada, 1, sealed.peer(1, 3))).refusal.code).toBe('SEALED');
});

describe('thanks', () => {
  const thank = (who: Debriefed['ada'], room = debriefed.room) => who.calls('thankPartner', { params: { room } });
  const thanks = async (who: Debriefed['ada']) => (await debriefed.followUp(who)).thanks;

  it('are said in the room while the debrief goes on', async () => {
    const { ada, ben, room } = debriefed;
    expect(await thanks(ada)).toEqual({ given: false, received: false, open: true });
    expect((await Promise.all([thank(ada), thank(ada)])).map(({ status }) => status)).toEqual([204, 204]);
    const said = (await story.log(room)).filter(({ body }) => body.type === 'thanked');
    expect(said).toHaveLength(1);
    expect(await thanks(ada)).toEqual({ given: true, received: false, open: false });
    expect(await thanks(ben)).toEqual({ given: false, received: true, open: true });
  });

  it('are said once the room is closed, and heard there and then', async () => {
    const { ada, ben, tabs } = debriefed;
    await debriefed.closes();
    expect((await thank(ben)).status).toBe(204);
    expect((await thank(ben)).status).toBe(204);
    await until(() => tabs.a.payloads('report:changed').length > 0);
    expect(tabs.a.payloads('report:changed')).toHaveLength(1);
    expect((await thanks(ada)).received).toBe(true);
    expect(await thanks(ben)).toEqual({ given: true, received: false, open: false });
  });

  it('of anybody else are refused as in a room that is not there', async () => {
    const eve = visitorOf(story, await story.person('Eve'));
    expect((await thank(eve)).refusal).toEqual((await thank(eve, randomUUID())).refusal);
  });

  it('wait for the debrief, and need one', async () => {
    const { room, a, people } = await story.pair();
    const ada = visitorOf(story, people[0]);
    expect((await thank(ada, room)).refusal.code).toBe('WRONG_PHASE');
    await a.does(room, { type: 'leaveForGood' });
    expect((await thank(ada, room)).refusal.code).toBe('CONFLICT');
  });
});
