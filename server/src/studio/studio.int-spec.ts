import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { OWN_FLOWS_MAX, type OpenFlow } from '#shared/contract/studio.js';
import { durationsFor } from '#shared/room/durations.js';
import { packageRoot } from '../config/package.root.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { Matchmaker } from '../matchmaking/matchmaker.js';
import { RoomStory, until, type Person } from '../testing/room.story.js';
import { joinTestApp, startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

const WHOLE = readFileSync(join(packageRoot, 'shared/content/flows/ml-case/churn-streaming.yaml'), 'utf8');
const BROKEN = WHOLE.replace('minutes: { full: 3, short: 2 }', 'minutes: { full: 2, short: 2 }');
const STAFF = 'staff@studio.example';

let story: RoomStory;
let first: TestApp;
let staff: Visitor;

beforeAll(async () => {
  first = await startTestApp({ staffEmails: [STAFF] });
  story = new RoomStory(first.app, first.url);
  staff = new Visitor(first.url);
  await staff.joins(STAFF);
}, 60_000);
afterEach(() => story.closeTabs());
afterAll(() => first.close());

const visitor = ({ cookie }: Person, url = story.url) => new Visitor(url, { Cookie: cookie });
const somebody = async (name = 'Ada') => visitor(await story.person(name));
const begins = async (who: Visitor, text = WHOLE): Promise<OpenFlow> =>
  (await who.calls('createFlow', { body: { text } })).value;
const at = ({ id: flow }: OpenFlow) => ({ params: { flow } });
const publishes = async (who: Visitor, flow: OpenFlow, revision = flow.revision) =>
  who.calls('publishFlow', { ...at(flow), body: { revision } });
const publishedFlow = async (who: Visitor, text = WHOLE): Promise<OpenFlow> => {
  const flow = await begins(who, text);
  expect((await publishes(who, flow)).status).toBe(201);
  return flow;
};
const listed = async (url = story.url) =>
  (await new Visitor(url).calls('listFlows', {})).value.flows.map(({ id }) => id);

describe('a draft', () => {
  it('is saved over the revision that was read; a stale save is refused and changes nothing', async () => {
    const ada = await somebody();
    const flow = await begins(ada, 'title: First\n');
    expect(flow).toMatchObject({ title: 'First', revision: 1, findings: null, latest: null, changed: true });
    const save = (text: string, revision: number) =>
      ada.calls('saveFlow', { ...at(flow), body: { text, revision, findings: { errors: 2, warnings: 1 } } });
    expect((await save('title: "Second"\n', 1)).value.revision).toBe(2);
    expect((await save('title: Late\n', 1)).refusal.code).toBe('STALE_DRAFT');
    const opened = (await ada.calls('openFlow', at(flow))).value;
    expect(opened).toMatchObject({ title: 'Second', text: 'title: "Second"\n', revision: 2 });
    expect(opened.findings).toEqual({ errors: 2, warnings: 1 });
  });

  it('need not be YAML, and may be as long as a flow is', async () => {
    const ada = await somebody();
    expect((await begins(ada, ': [ no yaml')).title).toBe('');
    const long = await ada.calls('createFlow', { body: { text: '€'.repeat(100_000) } });
    expect(long.status).toBe(201);
    const longer = await ada.calls('createFlow', { body: { text: 'a'.repeat(100_001) } });
    expect(longer.refusal).toMatchObject({ code: 'BAD_REQUEST', fields: [{ path: 'text' }] });
    const huge = await ada.calls('createFlow', { body: { text: 'a'.repeat(600_000) } });
    expect(huge.refusal.code).toBe('PAYLOAD_TOO_LARGE');
    expect(huge.refusal.message).toContain('512 KB');
    expect((await ada.calls('createFlow', { body: { text: 'a\0b' } })).refusal.code).toBe('BAD_REQUEST');
  });

  it('leaves the limit of all other routes as it was', async () => {
    const ada = await somebody();
    const answer = await ada.sends('PATCH', '/api/me', { displayName: 'a'.repeat(70_000) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('64 KB');
  });

  it('is there for its author alone: a stranger and staff get what a missing one gives', async () => {
    const [ada, ben] = [await somebody(), await somebody('Ben')];
    const flow = await publishedFlow(ada);
    const missing = { ...flow, id: randomUUID() };
    for (const who of [ben, staff]) {
      for (const one of [flow, missing]) {
        const body = { text: 'x', revision: 1, findings: null };
        const answers = [
          await who.calls('openFlow', at(one)),
          await who.calls('saveFlow', { ...at(one), body }),
          await who.calls('removeFlow', at(one)),
          await publishes(who, one),
        ];
        for (const { refusal } of answers)
          expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: 'There is no such flow.' });
      }
      expect((await who.calls('studioFlows', {})).value.flows).toEqual([]);
    }
    expect((await new Visitor(story.url).calls('studioFlows', {})).refusal.code).toBe('NOT_SIGNED_IN');
  });

  it(`is one of ${OWN_FLOWS_MAX} at most`, async () => {
    const ada = await somebody();
    for (let n = 0; n < OWN_FLOWS_MAX - 1; n++) await begins(ada, 'x');
    const last = await Promise.all([1, 2, 3].map(() => ada.calls('createFlow', { body: { text: 'x' } })));
    expect(last.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('can be deleted, with its versions, until it was shared', async () => {
    const ada = await somebody();
    const [one, two] = [await publishedFlow(ada), await publishedFlow(ada)];
    await staff.calls('shareFlow', { ...at(two), body: { version: 1 } });
    await staff.calls('shareFlow', { ...at(two), body: { version: null } });
    expect((await ada.calls('removeFlow', at(one))).status).toBe(204);
    expect((await ada.calls('openFlow', at(one))).status).toBe(404);
    expect((await ada.calls('removeFlow', at(two))).refusal.code).toBe('CONFLICT');
  });
});

describe('what staff do with flows', () => {
  it('stands in the log: lists and texts that they read, and what they share', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    const text = { params: { flow: flow.id, version: 1 } };
    await staff.calls('publishedFlows', { query: {} });
    expect((await staff.calls('flowVersion', text)).status).toBe(200);
    expect((await ada.calls('flowVersion', text)).status).toBe(200);
    await staff.calls('shareFlow', { ...at(flow), body: { version: 1 } });
    await staff.calls('shareFlow', { ...at(flow), body: { version: null } });
    const { entries } = (await staff.calls('staffAudit', { query: {} })).value;
    const about = entries.filter(({ subject }) => subject === flow.id || subject === null);
    expect(about.slice(0, 4).map(({ action, note }) => [action, note])).toEqual([
      ['flow-unshared', ''],
      ['flow-shared', 'Version 1'],
      ['flow-read', ''],
      ['flows-listed', ''],
    ]);
  });
});

describe('publishing', () => {
  it('refuses a broken draft with what is wrong and where, by the same linter', async () => {
    const ada = await somebody();
    const flow = await begins(ada, BROKEN);
    const { refusal, status } = await publishes(ada, flow);
    expect(status).toBe(422);
    const line = BROKEN.split('\n').findIndex((text) => text === 'steps:') + 1;
    expect(refusal.code).toBe('FLOW_BROKEN');
    expect(refusal.findings).toMatchObject([
      { severity: 'error', code: 'budget-sum', path: ['steps'], line, column: 1 },
    ]);
    expect((await ada.calls('openFlow', at(flow))).value.versions).toEqual([]);
  });

  it.each([
    ['no YAML', 'title: [', 'unreadable'],
    ['nested too deeply', '? '.repeat(40_000), 'unreadable'],
    ['nothing', '', 'invalid-value'],
    ['a text that no database takes', WHOLE.replace(/^title: .*$/m, 'title: "a\\0b"'), 'invalid-value'],
  ])('refuses what is %s', async (_, text, code) => {
    const ada = await somebody();
    const { refusal } = await publishes(ada, await begins(ada, text));
    expect(refusal.code).toBe('FLOW_BROKEN');
    expect(refusal.findings?.[0]?.code).toBe(code);
  });

  it('is refused for a while to who does it too often: each time a long text is read', async () => {
    const ada = await somebody();
    const flow = await begins(ada, 'title: [');
    for (let tries = 0; tries < 10; tries++) expect((await publishes(ada, flow)).status).toBe(422);
    expect((await publishes(ada, flow)).refusal.code).toBe('RATE_LIMITED');
    const ben = await somebody('Ben');
    expect((await publishes(ben, await begins(ben, 'title: ['))).status).toBe(422);
  });

  it('refuses a stale revision, and what has not changed', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    expect((await publishes(ada, flow, 7)).refusal.code).toBe('STALE_DRAFT');
    expect((await publishes(ada, flow)).refusal).toMatchObject({
      code: 'CONFLICT',
      message: 'Nothing has changed since version 1.',
    });
  });

  it('numbers versions, and none ever changes', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    const text = WHOLE.replace(/^title: .*$/m, 'title: Another title');
    await ada.calls('saveFlow', { ...at(flow), body: { text, revision: 1, findings: null } });
    expect((await publishes(ada, flow, 2)).value.version).toBe(2);
    const versions = [1, 2].map((version) => ada.calls('flowVersion', { params: { flow: flow.id, version } }));
    const [one, two] = await Promise.all(versions);
    expect([one?.value.text, two?.value.text]).toEqual([WHOLE, text]);
    const database = story.app.get(DataSource, { strict: false });
    await expect(
      database.query("UPDATE flow_version SET text = 'x' WHERE own_flow_id = $1", [flow.id]),
    ).rejects.toThrow('a published version never changes');
  });

  it('lets only one of two at once make the next version', async () => {
    const ada = await somebody();
    const flow = await begins(ada);
    const answers = await Promise.all([publishes(ada, flow), publishes(ada, flow)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('gives it an id of its own, so that it cannot pass for another flow', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    const library = story.app.get(FlowLibrary, { strict: false });
    const ref = { id: `studio-${flow.id}`, version: 1 };
    await library.hold([ref]);
    expect(library.get(ref)).toMatchObject({ ...ref, title: 'Churn at a streaming service' });
    expect(library.latest('churn-streaming')?.version).toBe(1);
  });

  it('shows a version to its author and to staff, and to nobody else', async () => {
    const [ada, ben] = [await somebody(), await somebody('Ben')];
    const { id: flow } = await publishedFlow(ada);
    expect((await staff.calls('flowVersion', { params: { flow, version: 1 } })).value.text).toBe(WHOLE);
    expect((await ben.calls('flowVersion', { params: { flow, version: 1 } })).status).toBe(404);
    expect((await ada.calls('flowVersion', { params: { flow, version: 2 } })).status).toBe(404);
  });
});

describe('sharing', () => {
  it('is for staff: to anybody else it is not there', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    expect((await ada.calls('publishedFlows', { query: {} })).status).toBe(404);
    expect((await ada.calls('shareFlow', { ...at(flow), body: { version: 1 } })).status).toBe(404);
    expect((await staff.calls('shareFlow', { ...at(flow), body: { version: 2 } })).status).toBe(404);
    expect((await ada.calls('me', {})).value.staff).toBe(false);
    expect((await staff.calls('me', {})).value.staff).toBe(true);
  });

  it('lists what was published a page at a time', async () => {
    const seen = new Set<string>();
    let before: string | undefined;
    do {
      const { value } = await staff.calls('publishedFlows', { query: before === undefined ? {} : { before } });
      for (const { flow } of value.flows) seen.add(flow);
      before = value.next ?? undefined;
    } while (before !== undefined);
    const count: unknown = await story.app
      .get(DataSource, { strict: false })
      .query('SELECT count(DISTINCT own_flow_id)::int AS flows FROM flow_version');
    expect(count).toEqual([{ flows: seen.size }]);
    expect((await staff.calls('publishedFlows', { query: { before: 'x' } })).refusal.code).toBe('BAD_REQUEST');
  });

  it('brings one version into the library, at once here and soon on every other node, and takes it out again', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    const id = `studio-${flow.id}`;
    const other = await joinTestApp();
    try {
      expect(await listed()).not.toContain(id);
      expect(await listed(other.url)).not.toContain(id);
      await staff.calls('shareFlow', { ...at(flow), body: { version: 1 } });
      expect(await listed()).toContain(id);
      await until(async () => (await listed(other.url)).includes(id), 10_000);
      expect((await ada.calls('openFlow', at(flow))).value).toMatchObject({ shared: 1, latest: { shared: true } });
      await staff.calls('shareFlow', { ...at(flow), body: { version: null } });
      expect(await listed()).not.toContain(id);
    } finally {
      await other.close();
    }
  }, 30_000);

  it('never puts a private flow before the matchmaker, and a shared one not before its author', async () => {
    const ada = await story.person('Ada');
    const flow = await publishedFlow(visitor(ada));
    const library = story.app.get(FlowLibrary, { strict: false });
    await library.hold([{ id: `studio-${flow.id}`, version: 1 }]);
    await story.app.get(Matchmaker, { strict: false }).tick();
    expect(library.list().map(({ id }) => id)).not.toContain(`studio-${flow.id}`);
    const profile = {
      tracks: ['ml-case' as const],
      level: 'mid' as const,
      languages: ['en' as const],
      goals: [],
      timeZone: 'UTC',
    };
    await visitor(ada).calls('updateMe', { body: { profile } });
    const ticket = { tracks: ['ml-case' as const], length: 'short' as const, bridging: false };
    expect((await visitor(ada).calls('enqueue', { body: ticket })).status).toBe(201);
    const rows: unknown = await story.app
      .get(DataSource, { strict: false })
      .query('SELECT facts FROM ticket WHERE account_id = $1', [ada.id]);
    expect(rows).toMatchObject([{ facts: { seenFlows: [`studio-${flow.id}`] } }]);
  });
});

describe('the library', () => {
  it('has a flow as long as it is shared, its author having read it, and a private one for nobody', async () => {
    const [ada, ben] = [await somebody(), await somebody('Ben')];
    const flow = await publishedFlow(ada);
    const params = { flow: `studio-${flow.id}` };
    for (const who of [ada, ben]) expect((await who.calls('libraryFlow', { params })).refusal.code).toBe('NOT_FOUND');
    expect((await ben.calls('openBrief', { params })).refusal.code).toBe('NOT_FOUND');
    await staff.calls('shareFlow', { ...at(flow), body: { version: 1 } });
    const knowledge = async (who: Visitor) => (await who.calls('libraryFlow', { params })).value.knowledge;
    expect(await knowledge(ada)).toMatchObject({ seen: true, earned: true, mayInterview: false });
    expect(await knowledge(ben)).toMatchObject({ seen: false, earned: false });
    expect((await ben.calls('flowScript', { params })).refusal.code).toBe('NOT_EARNED');
    expect((await ben.calls('openBrief', { params })).value.version).toBe(1);
    await staff.calls('shareFlow', { ...at(flow), body: { version: null } });
    expect((await ben.calls('readBrief', { params })).refusal.code).toBe('NOT_FOUND');
  });
});

describe('a room', () => {
  async function opened(flow: OpenFlow, people: [Person, Person]): Promise<string> {
    const room = randomUUID();
    const [a, b] = people.map(({ id, name, bot }) => ({ id, displayName: name, level: 'mid' as const, bot }));
    if (!a || !b) throw new Error('Two people are needed.');
    await story.app.get(Transaction, { strict: false }).run((tx) =>
      story.handler.open(tx, {
        room,
        track: 'ml-case',
        level: 'mid',
        length: 'short',
        peers: { A: a, B: b },
        flows: [
          { id: `studio-${flow.id}`, version: 1 },
          { id: 'payment-fraud', version: 1 },
        ],
        durations: durationsFor('short'),
      }),
    );
    return room;
  }

  it('keeps the version that it was opened with, also after unsharing, a new version, and on a fresh node', async () => {
    const ada = await somebody();
    const flow = await publishedFlow(ada);
    await staff.calls('shareFlow', { ...at(flow), body: { version: 1 } });
    const people: [Person, Person] = [await story.person('Cleo'), await story.person('Dan')];
    const room = await opened(flow, people);
    const text = WHOLE.replace(/^title: .*$/m, 'title: Another title');
    await ada.calls('saveFlow', { ...at(flow), body: { text, revision: 1, findings: null } });
    expect((await publishes(ada, flow, 2)).status).toBe(201);
    await staff.calls('shareFlow', { ...at(flow), body: { version: null } });
    const fresh = await joinTestApp();
    try {
      const elsewhere = new RoomStory(fresh.app, fresh.url);
      const [a, b] = [await elsewhere.tab(people[0]), await elsewhere.tab(people[1])];
      await a.join(room);
      await b.join(room);
      await a.does(room, { type: 'declareReady', round: 1 });
      await b.does(room, { type: 'declareReady', round: 1 });
      await until(() => a.view(room).phase.name === 'interview');
      const script = await visitor(people[0], fresh.url).calls('roomFlow', { params: { room, round: '1' } });
      expect(script.value).toMatchObject({
        id: `studio-${flow.id}`,
        version: 1,
        title: 'Churn at a streaming service',
      });
      elsewhere.closeTabs();
    } finally {
      await fresh.close();
    }
  }, 30_000);

  it('lets nobody fork before its debrief, and then those who were through an interview [22, 24]', async () => {
    const people: [Person, Person] = [await story.person('Eva'), await story.person('Finn')];
    const [eva, finn] = [visitor(people[0]), visitor(people[1])];
    const own = await publishedFlow(eva);
    const room = await story.room(...people);
    const { rounds } = await story.handler.state(room);
    const [flow, second] = rounds.map((round) => round.flow);
    if (!flow || !second) throw new Error('The room pins no flow.');
    const fork = (who: Visitor, ref = flow) => who.calls('forkFlow', { body: { flow: ref } });
    const builtIn = async (who: Visitor) =>
      (await who.calls('forkableFlows', {})).value.flows.filter(({ from }) => from === 'built-in');
    const [a, b] = [await story.tab(people[0]), await story.tab(people[1])];
    await a.join(room);
    await b.join(room);
    await a.does(room, { type: 'declareReady', round: 1 });
    await b.does(room, { type: 'declareReady', round: 1 });
    for (const who of [eva, finn]) expect((await fork(who)).refusal.code).toBe('IN_A_ROOM');
    expect((await fork(eva, { id: `studio-${own.id}`, version: 1 })).refusal.code).toBe('IN_A_ROOM');
    expect(await builtIn(finn)).toEqual([]);
    await a.does(room, { type: 'proposeEnd', round: 1, scope: 'session' });
    await b.does(room, { type: 'answerEnd', round: 1, agree: true });
    for (const who of [eva, finn]) {
      const [forkable, ...more] = await builtIn(who);
      expect([forkable, more]).toMatchObject([{ flow, from: 'built-in' }, []]);
      expect((await fork(who)).value).toMatchObject({ origin: forkable?.title, revision: 1, versions: [] });
      expect((await fork(who, second)).refusal.code).toBe('NOT_FOUND');
    }
  }, 30_000);
});

describe('a fork', () => {
  it('waits for a room that is just opening, and is refused by it [22, 24]', async () => {
    const [eva, finn] = [await story.person('Eva'), await story.person('Finn')];
    const who = visitor(eva);
    const own = await publishedFlow(who);
    const source = first.app.get(DataSource, { strict: false });
    const waiters = async () =>
      (await source.query<unknown[]>("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).length;
    let fork: ReturnType<typeof who.calls<'forkFlow'>> | undefined;
    await story.room(eva, finn, {}, story.handler, async (tx) => {
      await first.app.get(KnowledgeService, { strict: false }).holdStill(tx, [eva.id]);
      fork = who.calls('forkFlow', { body: { flow: { id: `studio-${own.id}`, version: 1 } } });
      await until(async () => (await waiters()) === 1);
    });
    expect((await fork)?.refusal.code).toBe('IN_A_ROOM');
    expect((await who.calls('studioFlows', {})).value.flows).toHaveLength(1);
  });

  it('takes the text of a shared flow or of one’s own published one, and of no private one', async () => {
    const [ada, ben] = [await somebody(), await somebody('Ben')];
    const flow = await publishedFlow(ada);
    const ref = { id: `studio-${flow.id}`, version: 1 };
    const fork = (who: Visitor) => who.calls('forkFlow', { body: { flow: ref } });
    expect((await fork(ada)).value).toMatchObject({ text: WHOLE, origin: 'Churn at a streaming service' });
    expect((await fork(ben)).refusal.code).toBe('NOT_FOUND');
    await staff.calls('shareFlow', { ...at(flow), body: { version: 1 } });
    const shared = (await ben.calls('forkableFlows', {})).value.flows.filter(({ from }) => from === 'shared');
    expect(shared.map(({ flow: one }) => one)).toContainEqual(ref);
    expect((await fork(ben)).value.text).toBe(WHOLE);
    expect((await ben.calls('forkFlow', { body: { flow: { id: 'no-such-flow', version: 1 } } })).status).toBe(404);
  });
});
