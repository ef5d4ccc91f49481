import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { FlowKnowledge } from '#shared/flow/knowledge.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { found, secretsOf } from '../testing/flow.secrets.js';
import { RoomStory, type Tab } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { KnowledgeService } from './knowledge.service.js';

let story: RoomStory;
let url: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  ({ url, close } = started);
  story = new RoomStory(started.app, started.url);
}, 60_000);
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(() => close());

const right = (flow: Flow): number[] => flow.checks.map((check) => check.answer);
const wrong = (flow: Flow): number[] => right(flow).map((each) => (each + 1) % 3);
const knowledge = async (who: Visitor, flow: string): Promise<FlowKnowledge> =>
  (await who.calls('libraryFlow', { params: { flow } })).value.knowledge;

/** Every byte that the library gives of a flow. */
async function bytes(who: Visitor, flow: string): Promise<string> {
  const paths = ['', `/${flow}`, `/${flow}/brief`, `/${flow}/script`].map((end) => `/api/library${end}`);
  const texts = await Promise.all(paths.map(async (path) => (await who.sends('GET', path)).text()));
  return texts.join('\n');
}

/** Two people, whose room goes as far as the test says. */
class Session {
  private constructor(
    readonly room: string,
    readonly tabs: { a: Tab; b: Tab },
    /** Interviews in round 1. */
    readonly ada: Visitor,
    readonly ben: Visitor,
    readonly first: Flow,
    readonly second: Flow,
  ) {}

  static async gathered(): Promise<Session> {
    const { room, a, b, people } = await story.pair({ rating: 0 });
    const library = story.app.get(FlowLibrary, { strict: false });
    const { rounds } = await story.handler.state(room);
    const [first, second] = rounds.map(({ flow }) => flow && library.get(flow));
    if (!first || !second) throw new Error('The room pins no flows.');
    const [ada, ben] = [
      new Visitor(story.url, { Cookie: people[0].cookie }),
      new Visitor(story.url, { Cookie: people[1].cookie }),
    ];
    return new Session(room, { a, b }, ada, ben, first, second);
  }

  async begins(round: 1 | 2): Promise<void> {
    await this.tabs.a.does(this.room, { type: 'declareReady', round });
    await this.tabs.b.does(this.room, { type: 'declareReady', round });
  }

  /** The interview ends, and nobody rates in the time there is. */
  async ends(round: 1 | 2): Promise<void> {
    await this.tabs.a.does(this.room, { type: 'proposeEnd', round, scope: 'interview' });
    await this.tabs.b.does(this.room, { type: 'answerEnd', round, agree: true });
    await story.handler.expireDue(this.room);
  }

  async breaksUp(round: 1 | 2): Promise<void> {
    await this.tabs.a.does(this.room, { type: 'proposeEnd', round, scope: 'session' });
    await this.tabs.b.does(this.room, { type: 'answerEnd', round, agree: true });
  }

  script(who: Visitor, flow: Flow) {
    return who.calls('flowScript', { params: { flow: flow.id } });
  }
}

describe('a session', () => {
  it('earns both scripts for both at its debrief, and a licence to who was the candidate', async () => {
    const session = await Session.gathered();
    const { ada, ben, first, second } = session;
    for (const round of [1, 2] as const) {
      await session.begins(round);
      await session.ends(round);
    }
    expect((await story.handler.state(session.room)).phase.name).toBe('debrief');
    for (const who of [ada, ben]) {
      for (const flow of [first, second]) expect((await session.script(who, flow)).value.id).toBe(flow.id);
    }
    expect(await knowledge(ben, first.id)).toMatchObject({ seen: true, earned: true, mayInterview: true });
    expect(await knowledge(ben, first.id)).toMatchObject({ interviewedAt: null, takenAt: expect.any(Number) });
    expect(await knowledge(ada, first.id)).toMatchObject({ seen: true, earned: true, mayInterview: false });
    expect(await knowledge(ada, first.id)).toMatchObject({ interviewedAt: expect.any(Number), takenAt: null });
  });

  it('closes briefs and scripts, of all flows alike, to both until then [22, 24]', async () => {
    const session = await Session.gathered();
    const { ada, ben, first, second } = session;
    const other = story.app
      .get(FlowLibrary, { strict: false })
      .list()
      .find(({ id }) => id !== first.id && id !== second.id);
    if (!other) throw new Error('A third flow is needed.');
    const closed = async (when: string) => {
      for (const who of [ada, ben]) {
        for (const { id } of [first, second, other]) {
          const flow = { params: { flow: id } };
          const body = { version: 1, answers: [0, 0, 0] };
          const refusals = [
            await who.calls('openBrief', flow),
            await who.calls('readBrief', flow),
            await who.calls('flowScript', flow),
            await who.calls('passCheck', { ...flow, body }),
            await who.calls('forkFlow', { body: { flow: { id, version: 1 } } }),
          ].map(({ refusal }) => refusal);
          expect([when, ...refusals.map(({ code }) => code)]).toEqual([when, ...Array(5).fill('IN_A_ROOM')]);
          expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
        }
      }
    };
    await closed('gathering');
    await session.begins(1);
    await closed('interview 1');
    expect(found(secretsOf(first), await bytes(ben, first.id))).toEqual([]);
    await session.ends(1);
    await closed('briefing 2');
    await session.begins(2);
    expect(found(secretsOf(second), await bytes(ada, second.id))).toEqual([]);
    expect((await knowledge(ada, second.id)).earned).toBe(false);
    await session.ends(2);
    expect((await session.script(ada, second)).status).toBe(200);
  });

  it('that closed early earns what was begun, and nothing of what was not', async () => {
    const session = await Session.gathered();
    const { ada, ben, first, second } = session;
    await session.begins(1);
    await session.breaksUp(1);
    expect((await session.script(ben, first)).status).toBe(200);
    expect((await session.script(ada, first)).status).toBe(200);
    for (const who of [ada, ben]) {
      expect((await session.script(who, second)).refusal.code).toBe('NOT_EARNED');
      expect((await knowledge(who, second.id)).seen).toBe(false);
    }
  });

  it('that ended in the briefing has shown the flow to its interviewer alone', async () => {
    const session = await Session.gathered();
    const { ada, ben, first } = session;
    await session.breaksUp(1);
    expect(await knowledge(ada, first.id)).toMatchObject({ seen: true, earned: false });
    expect(await knowledge(ben, first.id)).toMatchObject({ seen: false, earned: false });
  });
});

describe('a session that is over', () => {
  it('is written down, and says the same of the flows from then on, without its log being read', async () => {
    const session = await Session.gathered();
    await session.begins(1);
    await session.breaksUp(1);
    const known = async () => {
      const all = [session.ada, session.ben].flatMap((who) =>
        [session.first, session.second].map(({ id }) => knowledge(who, id)),
      );
      return Promise.all(all);
    };
    const live = await known();
    expect(live.map(({ seen, earned }) => [seen, earned])).toEqual([
      [true, true],
      [false, false],
      [true, true],
      [false, false],
    ]);
    const service = story.app.get(KnowledgeService, { strict: false });
    const keeps = () => story.app.get(Transaction, { strict: false }).run((tx) => service.keepMet(tx, [session.room]));
    await keeps();
    const sql = (text: string): Promise<unknown> =>
      story.app.get(DataSource, { strict: false }).query(text, [session.room]);
    expect(await sql('SELECT FROM flow_met m JOIN room_peer p USING (account_id) WHERE p.room_id = $1')).toEqual([]);
    await sql('UPDATE room_peer SET reported = true WHERE room_id = $1');
    expect((await known()).map(({ seen }) => seen)).toEqual([false, false, false, false]);
    for (let again = 0; again < 2; again += 1) {
      await keeps();
      expect(await known()).toEqual(live);
    }
  });
});

describe('the check in a room', () => {
  it('tells nobody its answers before they have given theirs, on any wire, nor after the debrief', async () => {
    const session = await Session.gathered();
    const { ada, ben, room, first, second, tabs } = session;
    const wires = async () => {
      const asked = [ada, ben].flatMap((who) =>
        ['1', '2'].flatMap((round) =>
          ['flow', 'check'].map(async (what) =>
            (await who.sends('GET', `/api/rooms/${room}/rounds/${round}/${what}`)).text(),
          ),
        ),
      );
      return [...(await Promise.all(asked)), tabs.a.bytes, tabs.b.bytes].join('\n');
    };
    const silent = async (when: string) => {
      const said = await wires();
      const reasons = [first, second].flatMap(({ checks }) => checks.map(({ because }) => because));
      expect([when, found(reasons, said)]).toEqual([when, []]);
      expect([when, /"answer":\d|"because":/.exec(said)]).toEqual([when, null]);
    };
    await silent('gathering');
    await session.begins(1);
    await silent('interview 1');
    const given = (await ada.calls('passRoomCheck', { params: { room, round: '1' }, body: { answers: wrong(first) } }))
      .value;
    expect(given.results.map(({ because }) => because)).toEqual(first.checks.map(({ because }) => because));
    await session.ends(1);
    await session.begins(2);
    await session.ends(2);
    await silent('debrief');
  });

  it('licenses the interviewer of the round, and is not there for anybody else', async () => {
    const session = await Session.gathered();
    const { ada, ben, room, first } = session;
    const eve = new Visitor(url, { Cookie: (await story.person('Eve')).cookie });
    const at = (where: string, round: '1' | '2' = '1') => ({ params: { room: where, round } });
    const body = { answers: right(first) };
    const put = (await ada.calls('roomCheck', at(room))).value;
    expect(put).toMatchObject({ licensedAt: null, mayInterview: false });
    expect(put.check.map(({ question }) => question)).toEqual(first.checks.map(({ question }) => question));
    expect(JSON.stringify(put)).not.toContain('"because"');

    const missing = (await eve.calls('roomCheck', at(randomUUID()))).refusal;
    for (const who of [ben, eve]) {
      expect((await who.calls('roomCheck', at(room))).refusal).toEqual(missing);
      expect((await who.calls('passRoomCheck', { ...at(room), body })).refusal).toEqual(missing);
    }
    expect((await ada.calls('roomCheck', at(room, '2'))).refusal).toEqual(missing);

    const failed = (await ada.calls('passRoomCheck', { ...at(room), body: { answers: wrong(first) } })).value;
    expect(failed).toMatchObject({ passed: false, licensedAt: null });
    const passed = (await ada.calls('passRoomCheck', { ...at(room), body })).value;
    expect(passed).toMatchObject({ passed: true, licensedAt: expect.any(Number) });
    expect((await ada.calls('roomCheck', at(room))).value).toMatchObject({ mayInterview: true });
    expect(await knowledge(ada, first.id)).toMatchObject({ licensedAt: passed.licensedAt, mayInterview: true });
    expect((await knowledge(ben, first.id)).seen).toBe(false);
  });
});
