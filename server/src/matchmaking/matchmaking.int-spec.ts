import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { QueueStatus, TicketRequest } from '#shared/contract/queue.js';
import { RoomStory, until, type Person } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { MatchService } from './match.service.js';
import { Matchmaker } from './matchmaker.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { QueueSweep } from './queue.sweep.js';

let story: RoomStory;
let url: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  ({ url, close } = started);
  story = new RoomStory(started.app, started.url);
}, 60_000);
afterAll(() => close());
afterEach(async () => {
  story.closeTabs();
  await sql(`UPDATE ticket SET status = 'cancelled' WHERE status IN ('waiting', 'proposed')`);
});

const placeSchema = z.object({ id: z.uuid(), enqueued_at: z.date() });
const WISH: TicketRequest = { tracks: ['ml-case'], length: 'short', bridging: true };
const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  story.app.get(DataSource, { strict: false }).query(text, values);
const status = async (visitor: Visitor): Promise<QueueStatus> => (await visitor.calls('queueStatus', {})).value;

/** Somebody signed in, with a profile; `language` keeps the pools of different tests apart. */
async function member(name: string, language: 'en' | 'de' = 'en'): Promise<{ person: Person; visitor: Visitor }> {
  const person = await story.person(name);
  const visitor = new Visitor(url, { Cookie: person.cookie });
  const profile = { tracks: WISH.tracks, level: 'mid' as const, languages: [language], goals: [], timeZone: 'UTC' };
  expect((await visitor.calls('updateMe', { body: { profile } })).status).toBe(200);
  return { person, visitor };
}

async function matched(): Promise<{ ada: Visitor; ben: Visitor; match: string }> {
  const [{ visitor: ada }, { visitor: ben }] = [await member('Ada'), await member('Ben')];
  await ada.calls('enqueue', { body: WISH });
  await ben.calls('enqueue', { body: WISH });
  await until(async () => (await status(ada)).state === 'proposed');
  const seen = await status(ada);
  if (seen.state !== 'proposed') throw new Error(seen.state);
  return { ada, ben, match: seen.proposal.match };
}
const answer = (visitor: Visitor, match: string, accept: boolean) =>
  visitor.calls('answerMatch', { params: { match }, body: { accept } });

describe('the queue', () => {
  it('takes one ticket a person, says honestly what is known, and gives it back', async () => {
    const { visitor } = await member('Ada', 'de');
    expect((await visitor.calls('enqueue', { body: WISH })).value).toMatchObject({
      state: 'waiting',
      request: WISH,
      compatible: 0,
      typicalWaitMs: null,
      partnerDeclined: false,
    });
    expect((await visitor.calls('enqueue', { body: WISH })).refusal.code).toBe('ALREADY_QUEUED');
    expect((await visitor.calls('dequeue', {})).status).toBe(204);
    expect(await status(visitor)).toEqual({ state: 'idle', ended: null });
  });

  it('refuses who has not said their level, a track without flows, and an empty wish', async () => {
    const blank = new Visitor(url, { Cookie: (await story.person('Blank')).cookie });
    expect((await blank.calls('enqueue', { body: WISH })).refusal.code).toBe('CONFLICT');
    const { visitor } = await member('Ada', 'de');
    const library = story.app.get(FlowLibrary, { strict: false });
    const others = library.list().filter(({ track }) => track !== 'product-sense');
    jest.spyOn(library, 'list').mockReturnValue(others);
    const none = await visitor.calls('enqueue', { body: { ...WISH, tracks: ['product-sense'] } });
    expect(none.refusal).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Product sense') });
    expect((await visitor.calls('enqueue', { body: { ...WISH, tracks: [] } })).refusal.code).toBe('BAD_REQUEST');
    expect((await new Visitor(url).calls('enqueue', { body: WISH })).refusal.code).toBe('NOT_SIGNED_IN');
  });

  it('gives a ticket up whose owner has not been heard of, and says so', async () => {
    const { person, visitor } = await member('Ada', 'de');
    await visitor.calls('enqueue', { body: WISH });
    await sql(`UPDATE ticket SET heartbeat_at = now() - interval '2 minutes' WHERE account_id = $1`, [person.id]);
    await story.app.get(QueueSweep, { strict: false }).run();
    expect(await status(visitor)).toEqual({ state: 'idle', ended: 'expired' });
  });

  it('proposes nobody whose tab seems to be closed', async () => {
    const [{ person, visitor: ada }, { visitor: ben }] = [await member('Ada', 'de'), await member('Ben', 'de')];
    await ada.calls('enqueue', { body: WISH });
    await sql(`UPDATE ticket SET heartbeat_at = now() - interval '40 seconds' WHERE account_id = $1`, [person.id]);
    await ben.calls('enqueue', { body: WISH });
    await story.app.get(Matchmaker, { strict: false }).tick();
    expect((await status(ben)).state).toBe('waiting');
    await status(ada);
    await story.app.get(Matchmaker, { strict: false }).tick();
    expect((await status(ben)).state).toBe('proposed');
  });

  it('counts who waits for everybody to see', async () => {
    const { visitor } = await member('Ada', 'de');
    const waiting = async () =>
      (await new Visitor(url).calls('queueOverview', {})).value.tracks.find(({ track }) => track === 'ml-case');
    const before = await waiting();
    await visitor.calls('enqueue', { body: WISH });
    expect((await waiting())?.waiting).toBe((before?.waiting ?? 0) + 1);
    expect(before?.flows).toBeGreaterThanOrEqual(2);
  });
});

describe('the ready check', () => {
  it('opens one room when both have accepted, with a different flow a round', async () => {
    const { ada, ben, match } = await matched();
    expect((await answer(ada, match, true)).value).toMatchObject({ state: 'proposed', proposal: { accepted: true } });
    expect(await status(ben)).toMatchObject({ proposal: { accepted: false, partnerAccepted: true } });
    const opened = (await answer(ben, match, true)).value;
    if (opened.state !== 'in-room') throw new Error(opened.state);
    expect(await status(ada)).toEqual(opened);
    expect((await answer(ben, match, true)).value).toEqual(opened);
    const { rounds, peers } = await story.handler.state(opened.room);
    expect(rounds[0].flow?.id).not.toBe(rounds[1].flow?.id);
    expect([peers.A.displayName, peers.B.displayName].sort()).toEqual(['Ada', 'Ben']);
    expect((await ada.calls('enqueue', { body: WISH })).refusal.code).toBe('IN_A_ROOM');
  });

  it('takes the ticket of who declines, and the other keeps their place', async () => {
    const { ada, ben, match } = await matched();
    const places = async () => z.array(placeSchema).parse(await sql('SELECT id, enqueued_at FROM ticket ORDER BY id'));
    const before = await places();
    await answer(ada, match, false);
    expect(await status(ada)).toEqual({ state: 'idle', ended: 'not-accepted' });
    expect(await status(ben)).toMatchObject({ state: 'waiting', partnerDeclined: true });
    expect(await places()).toEqual(before);
    expect((await answer(ben, match, true)).refusal.code).toBe('MATCH_OVER');
  });

  it('takes the tickets of all who have not accepted in time', async () => {
    const { ada, ben, match } = await matched();
    await answer(ada, match, true);
    await sql(`UPDATE match SET expires_at = now() - interval '1 second' WHERE id = $1`, [match]);
    await Promise.all([1, 2, 3].map(() => story.app.get(MatchService, { strict: false }).expire(match)));
    expect(await status(ada)).toMatchObject({ state: 'waiting', partnerDeclined: true });
    expect(await status(ben)).toEqual({ state: 'idle', ended: 'not-accepted' });
  });

  it('is nobody else’s: a stranger is told what a missing match would tell', async () => {
    const { match } = await matched();
    const { visitor: eve } = await member('Eve', 'de');
    const foreign = await answer(eve, match, true);
    const missing = await answer(eve, '00000000-0000-4000-8000-000000000000', true);
    expect(foreign.status).toBe(404);
    expect(foreign.refusal).toEqual(missing.refusal);
    expect((await eve.sends('POST', '/api/matches/no-uuid/answer', { accept: true })).status).toBe(400);
  });
});

describe('what somebody knows of flows', () => {
  const flows = () =>
    story.app
      .get(FlowLibrary, { strict: false })
      .list()
      .filter(({ track }) => track === 'ml-case');
  const opensBrief = (who: Visitor, flow: string) => who.calls('openBrief', { params: { flow } });

  it('decides what they are put: no brief read while waiting, and rather what the interviewer is licensed for', async () => {
    const [{ visitor: ada }, { visitor: ben }] = [await member('Ada'), await member('Ben')];
    const [licensed, left, ...others] = flows();
    if (!licensed || !left) throw new Error('Two flows are needed.');
    await opensBrief(ada, licensed.id);
    const answers = licensed.checks.map((check) => check.answer);
    await ada.calls('passCheck', { params: { flow: licensed.id }, body: { version: licensed.version, answers } });
    await ada.calls('enqueue', { body: { ...WISH, first: 'interview' } });
    for (const { id } of others) await opensBrief(ada, id);
    await ben.calls('enqueue', { body: { ...WISH, first: 'answer' } });
    await until(async () => (await status(ada)).state === 'proposed');
    const proposed = await status(ada);
    if (proposed.state !== 'proposed') throw new Error(proposed.state);
    expect(proposed.proposal.reasons).not.toContainEqual(expect.stringContaining('has seen this case before'));
    await answer(ada, proposed.proposal.match, true);
    const opened = (await answer(ben, proposed.proposal.match, true)).value;
    if (opened.state !== 'in-room') throw new Error(opened.state);
    const { rounds } = await story.handler.state(opened.room);
    expect(rounds.map(({ flow }) => flow?.id)).toEqual([licensed.id, left.id]);
  });

  it('decides once more when both have accepted: a brief read in the ready check counts, and so does a licence', async () => {
    const [{ visitor: ada }, { visitor: ben }] = [await member('Ada'), await member('Ben')];
    await ada.calls('enqueue', { body: { ...WISH, first: 'interview' } });
    await ben.calls('enqueue', { body: { ...WISH, first: 'answer' } });
    await until(async () => (await status(ada)).state === 'proposed');
    const proposed = await status(ada);
    if (proposed.state !== 'proposed') throw new Error(proposed.state);
    const [free, licensed, ...others] = flows();
    if (!free || !licensed) throw new Error('Two flows are needed.');
    // Ben, who is asked first, has read every brief but two; Ada may interview with one of these.
    for (const { id } of others) await opensBrief(ben, id);
    await opensBrief(ada, licensed.id);
    const answers = licensed.checks.map((check) => check.answer);
    await ada.calls('passCheck', { params: { flow: licensed.id }, body: { version: licensed.version, answers } });
    await answer(ada, proposed.proposal.match, true);
    const opened = (await answer(ben, proposed.proposal.match, true)).value;
    if (opened.state !== 'in-room') throw new Error(opened.state);
    const { rounds } = await story.handler.state(opened.room);
    expect(rounds[0].flow?.id).toBe(licensed.id);
    expect(rounds[1].flow?.id).not.toBe(licensed.id);
    expect((await opensBrief(ben, free.id)).refusal.code).toBe('IN_A_ROOM');
  });

  it('lets no brief be opened beside the opening of a room: it is counted, or refused', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { ada, ben, match } = await matched();
      await answer(ada, match, true);
      const chosen = z
        .array(z.object({ flows: z.array(z.object({ id: z.string() })) }))
        .parse(await sql('SELECT flows FROM match WHERE id = $1', [match]));
      const pinned = chosen[0]?.flows[round % 2]?.id ?? '';
      const [brief, opened] = await Promise.all([opensBrief(ben, pinned), answer(ben, match, true)]);
      if (opened.value.state !== 'in-room') throw new Error(opened.value.state);
      const { rounds, peers } = await story.handler.state(opened.value.room);
      const benFirst = rounds.find(({ candidate }) => peers[candidate].displayName === 'Ben');
      expect(brief.status === 200 && benFirst?.flow?.id === pinned).toBe(false);
    }
  });

  it('says so where a candidate has read the brief of every flow there is', async () => {
    const [{ visitor: ada }, { visitor: ben }] = [await member('Ada', 'de'), await member('Ben', 'de')];
    for (const { id } of flows()) await opensBrief(ada, id);
    await ada.calls('enqueue', { body: WISH });
    await ben.calls('enqueue', { body: WISH });
    await until(async () => (await status(ada)).state === 'proposed');
    expect(await status(ada)).toMatchObject({
      proposal: { reasons: expect.arrayContaining([expect.stringContaining('has seen this case before')]) },
    });
  });
});

describe('several matchmakers at once (G11)', () => {
  it('match nobody twice', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => member(`Peer ${index}`)));
    await Promise.all(people.map(({ visitor }) => visitor.calls('enqueue', { body: WISH })));
    const maker = story.app.get(Matchmaker, { strict: false });
    await Promise.all(Array.from({ length: 6 }, () => maker.tick()));
    await until(async () =>
      (await Promise.all(people.map(({ visitor }) => status(visitor)))).every((s) => s.state === 'proposed'),
    );
    const twice = await sql('SELECT ticket_id FROM match_seat WHERE live GROUP BY 1 HAVING count(*) > 1');
    expect(twice).toEqual([]);
  });
});
