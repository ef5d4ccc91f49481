import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { RouteInput } from '#shared/contract/http.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import type { Sheet } from '#shared/rating/sheet.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { RoomStory, until, type Tab } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Visitor, type Answer } from '../testing/visitor.js';
import { CompileService } from './compile.service.js';
import { RatingSweep } from './rating.sweep.js';

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

const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  story.app.get(DataSource, { strict: false }).query(text, values);
type Round = 1 | 2;

/** Two people whose room is in the rating of round 1, with a card, a mark and a moment on the interviewer's record. */
class Rated {
  readonly moment = randomUUID();

  private constructor(
    readonly room: string,
    readonly tabs: { a: Tab; b: Tab },
    readonly ada: Visitor,
    readonly ben: Visitor,
    readonly ids: { ada: string; ben: string },
    readonly flows: [Flow, Flow],
  ) {}

  static async afterRound1(bot = false): Promise<Rated> {
    const { room, a, b, people } = await story.pair({}, bot);
    const [ada, ben] = people.map((person) => new Visitor(story.url, { Cookie: person.cookie }));
    const library = story.app.get(FlowLibrary, { strict: false });
    const { rounds } = await story.handler.state(room);
    const [first, second] = rounds.map(({ flow }) => flow && library.get(flow));
    if (!ada || !ben || !first || !second) throw new Error('The room is not complete.');
    const rated = new Rated(room, { a, b }, ada, ben, { ada: people[0].id, ben: people[1].id }, [first, second]);
    await rated.interview(1);
    return rated;
  }

  get signal(): Flow['steps'][number]['signals'][number] {
    const [signal] = this.flows[0].steps[0]?.signals ?? [];
    if (!signal) throw new Error('The flow listens for nothing.');
    return signal;
  }

  get card(): Flow['cards'][number] {
    const card = this.flows[0].cards.find(({ kind }) => kind === 'follow-up');
    if (!card) throw new Error('The flow has no cards.');
    return card;
  }

  async interview(round: Round): Promise<void> {
    const { room } = this;
    const { a, b } = this.tabs;
    await a.does(room, { type: 'declareReady', round });
    await b.does(room, { type: 'declareReady', round });
    if (round === 1) {
      await a.does(room, { type: 'playCard', round, card: this.card.id });
      await a.does(room, { type: 'markSignal', round, signal: this.signal.id, mark: 'unprompted', card: null });
      const [competency = 'framing'] = this.flows[0].exercises;
      const moment = { momentId: this.moment, side: 'strong' as const, competency, text: 'Asked who acts on it' };
      await a.does(room, { type: 'addMoment', round, ...moment });
    }
    await a.does(room, { type: 'proposeEnd', round, scope: 'interview' });
    await b.does(room, { type: 'answerEnd', round, agree: true });
  }

  peer(round: Round, score: 3 | 4 | 5 = 4, evidence: object[] = []): Sheet {
    const ratings = this.flows[round - 1]?.exercises.map((competency) => ({ competency, score, evidence })) ?? [];
    return sheetOf({ kind: 'peer', content: { ratings, overall: 'yes', keep: 'Asks first', change: 'Land it' } });
  }

  self(round: Round): Sheet {
    const { content } = this.peer(round, 3);
    return sheetOf({ kind: 'self', content: { ...content, overall: null } });
  }

  get ofInterviewer(): Sheet {
    const ratings = ['preparation', 'clarity', 'followups', 'fairness'].map((skill) => ({ skill, score: 4 }));
    return sheetOf({ kind: 'interviewer', content: { ratings, keep: '', change: '' } });
  }

  submit(who: Visitor, round: Round, sheet: Sheet, id: string = randomUUID()): Promise<Answer<'submitSheet'>> {
    const input: RouteInput<'submitSheet'> = {
      params: { room: this.room, round: round === 1 ? '1' : '2' },
      body: { id, sheet },
    };
    return who.calls('submitSheet', input);
  }

  /** Every sheet of a round, in the order that the rules ask for. */
  async rateAll(round: Round): Promise<void> {
    const [interviewer, candidate] = round === 1 ? [this.ada, this.ben] : [this.ben, this.ada];
    for (const [who, sheet] of [
      [interviewer, this.peer(round)],
      [candidate, this.self(round)],
      [candidate, this.ofInterviewer],
    ] as const) {
      const answer = await this.submit(who, round, sheet);
      if (answer.status !== 201) throw new Error(answer.refusal.message);
    }
  }

  report(who: Visitor) {
    return who.calls('report', { params: { room: this.room } });
  }
}

/** Typed, but not checked: what is sent may be wrong on purpose. */
const sheetOf = (sheet: unknown): Sheet => z.custom<Sheet>().parse(sheet);

async function toDebrief(bot = false): Promise<Rated> {
  const rated = await Rated.afterRound1(bot);
  await rated.rateAll(1);
  await rated.interview(2);
  await rated.rateAll(2);
  return rated;
}

describe('a sheet', () => {
  it('is owed by seat, self before the interviewer [26], and names what the flow exercised', async () => {
    const rated = await Rated.afterRound1();
    const mine = (await rated.ben.calls('ownSheets', { params: { room: rated.room } })).value.sheets;
    expect(mine.map(({ round, kind, status }) => `${round} ${kind} ${status}`)).toEqual([
      '1 self open',
      '1 interviewer later',
      '2 peer later',
    ]);
    expect(mine[0]?.competencies).toEqual(rated.flows[0].exercises);
    expect((await rated.submit(rated.ben, 1, rated.ofInterviewer)).refusal.code).toBe('SELF_FIRST');
    expect((await rated.submit(rated.ben, 1, rated.self(1))).status).toBe(201);
    expect((await rated.submit(rated.ben, 1, rated.ofInterviewer)).status).toBe(201);
  });

  it('is stored once [27]: the same id gets the first answer, another body is refused, another id comes too late', async () => {
    const rated = await Rated.afterRound1();
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => rated.submit(rated.ada, 1, rated.peer(1), id)));
    expect(answers.map(({ status }) => status)).toContain(201);
    expect((await rated.submit(rated.ada, 1, rated.peer(1), id)).status).toBe(201);
    expect((await rated.submit(rated.ada, 1, rated.peer(1, 3), id)).refusal.code).toBe('COMMAND_ID_REUSED');
    expect((await rated.submit(rated.ada, 1, rated.peer(1))).refusal.code).toBe('ALREADY_SUBMITTED');
    expect(await sql('SELECT count(*)::int AS n FROM sheet WHERE room_id = $1', [rated.room])).toEqual([{ n: 1 }]);
    const submitted = (await story.log(rated.room)).filter(({ body }) => body.type === 'sheetSubmitted');
    expect(submitted).toHaveLength(1);
  });

  it('cites evidence of this round only, and its content is in no event [23, 27]', async () => {
    const rated = await Rated.afterRound1();
    const cites = (evidence: object) => rated.submit(rated.ada, 1, rated.peer(1, 5, [evidence]));
    expect((await rated.submit(rated.ada, 1, rated.peer(1, 5))).refusal.code).toBe('EVIDENCE_NEEDED');
    expect((await cites({ kind: 'moment', id: randomUUID() })).refusal.code).toBe('EVIDENCE_UNKNOWN');
    expect((await cites({ kind: 'signal', id: 'not-marked' })).refusal.code).toBe('EVIDENCE_UNKNOWN');
    expect((await cites({ kind: 'moment', id: rated.moment })).status).toBe(201);
    expect(JSON.stringify(await story.log(rated.room))).not.toContain('Asks first');
  });

  it('is nobody else’s to write, read or draft', async () => {
    const rated = await Rated.afterRound1();
    const eve = new Visitor(story.url, { Cookie: (await story.person('Eve')).cookie });
    const missing = { params: { room: randomUUID() } };
    for (const read of ['ownSheets', 'report'] as const) {
      const foreign = await eve.calls(read, { params: { room: rated.room } });
      expect(foreign.status).toBe(404);
      expect(foreign.refusal).toEqual((await eve.calls(read, missing)).refusal);
    }
    expect((await rated.submit(eve, 1, rated.peer(1))).refusal.code).toBe('NOT_FOUND');
    expect((await rated.submit(rated.ben, 1, rated.peer(1))).refusal.code).toBe('NOT_YOUR_SHEET');
    expect((await rated.submit(rated.ada, 1, rated.self(1))).refusal.code).toBe('NOT_YOUR_SHEET');
    expect((await rated.submit(rated.ben, 2, rated.peer(2))).refusal.code).toBe('WRONG_PHASE');
  });

  it('keeps a draft until it is submitted', async () => {
    const rated = await Rated.afterRound1();
    const draft = { ratings: { framing: { score: 2 as const } }, keep: 'Half a sen' };
    const params = { room: rated.room, round: '1' as const, kind: 'peer' as const };
    expect((await rated.ada.calls('saveDraft', { params, body: draft })).status).toBe(204);
    const own = async () => (await rated.ada.calls('ownSheets', { params: { room: rated.room } })).value.sheets[0];
    expect((await own())?.draft).toEqual(draft);
    await rated.submit(rated.ada, 1, rated.peer(1));
    expect(await own()).toMatchObject({ status: 'submitted', draft: null });
    expect((await rated.ada.calls('saveDraft', { params, body: draft })).refusal.code).toBe('ALREADY_SUBMITTED');
  });
});

describe('sealed and revealed', () => {
  it('opens for both at once when all are in, and not before [23]', async () => {
    const rated = await Rated.afterRound1();
    await rated.rateAll(1);
    expect((await rated.report(rated.ben)).value).toMatchObject({ state: 'sealed', seat: 'B' });
    await rated.interview(2);
    expect((await rated.report(rated.ada)).value).toMatchObject({ state: 'sealed', owed: { A: 2, B: 1 } });
    await rated.rateAll(2);
    await until(() => rated.tabs.a.payloads('report:revealed').length === 1);
    await until(() => rated.tabs.b.payloads('report:revealed').length === 1);
    const [ada, ben] = [(await rated.report(rated.ada)).value, (await rated.report(rated.ben)).value];
    if (ada.state !== 'revealed' || ben.state !== 'revealed') throw new Error('still sealed');
    expect(ada.revealedAt).toBe(ben.revealedAt);
    expect(ben.rounds[0]).toMatchObject({ candidate: 'B', peer: { keep: 'Asks first' }, self: { overall: null } });
    expect(ada.rounds[0]?.self).toBeNull();
    const items = ben.rounds[0]?.timeline.map(({ kind, id }) => `${kind} ${id}`);
    expect(items).toEqual(
      expect.arrayContaining([`card ${rated.card.id}`, `signal ${rated.signal.id}`, `moment ${rated.moment}`]),
    );
    expect(ben.rounds[0]?.oneStepUp).toHaveLength(rated.flows[0].exercises.length);
    const heard = ben.rounds[0]?.coverage.find(({ competency }) => competency === rated.signal.competency);
    expect(heard?.unprompted).toBe(1);
  });

  it('opens after 48 hours at the latest, and takes no sheet after that [28]', async () => {
    const rated = await Rated.afterRound1();
    await rated.submit(rated.ada, 1, rated.peer(1));
    await rated.tabs.b.does(rated.room, { type: 'leaveForGood' });
    await story.app.get(RatingSweep, { strict: false }).run();
    expect((await rated.report(rated.ada)).value).toMatchObject({ state: 'sealed', owed: { A: 0, B: 2 } });
    expect((await rated.submit(rated.ben, 1, rated.self(1))).status).toBe(201);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 49 * 3_600_000);
    await sql(`UPDATE room_rating SET check_at = now() - interval '1 second' WHERE room_id = $1`, [rated.room]);
    await story.app.get(RatingSweep, { strict: false }).run();
    jest.restoreAllMocks();
    expect((await rated.report(rated.ada)).value).toMatchObject({ state: 'revealed' });
    expect((await rated.submit(rated.ben, 1, rated.ofInterviewer)).refusal.code).toBe('TOO_LATE');
  });

  it('lets the person it is about say what was useful, and nobody else', async () => {
    const rated = await Rated.afterRound1();
    const mark = (who: Visitor, item: string, useful: boolean | null = true) =>
      who.calls('markUseful', { params: { room: rated.room, item }, body: { useful } });
    expect((await mark(rated.ben, '1:keep')).refusal.code).toBe('SEALED');
    await rated.rateAll(1);
    await rated.interview(2);
    await rated.rateAll(2);
    expect((await mark(rated.ben, '1:keep')).status).toBe(204);
    expect((await mark(rated.ada, '1:keep')).refusal.code).toBe('NOT_FOUND');
    expect((await mark(rated.ben, '1:nonsense')).refusal.code).toBe('NOT_FOUND');
    const useful = async () => {
      const report = (await rated.report(rated.ben)).value;
      return report.state === 'revealed' ? report.useful : null;
    };
    expect(await useful()).toEqual({ '1:keep': true });
    expect((await rated.ada.calls('progress', { query: {} })).value.asInterviewer.useful).toBe(1);
    await mark(rated.ben, '1:keep', null);
    expect(await useful()).toEqual({});
  });
});

describe('compiled', () => {
  const progress = async (who: Visitor) => (await who.calls('progress', { query: {} })).value;
  const compiled = async (who: Visitor) => {
    await until(async () => (await progress(who)).compiledAt !== null);
    return progress(who);
  };

  it('into what the sheets say, with a hint to the page', async () => {
    const rated = await toDebrief();
    const ben = await compiled(rated.ben);
    const [competency] = rated.flows[0].exercises;
    const entry = ben.competencies.find((other) => other.competency === competency);
    const nothing = { estimate: null, se: null, explain: null, points: [], gap: null };
    expect(entry).toMatchObject({ sheets: 1, raters: 1, shown: 'nothing', self: 3, selfSheets: 1, ...nothing });
    expect(ben.overall).toMatchObject({ sheets: 1, raters: 1, shown: 'nothing', level: 'mid', score: null, se: null });
    expect((await rated.ben.calls('progressPoints', { query: {} })).value).toEqual({ points: [], next: null });
    expect(ben).toMatchObject({ sessions: 1, partners: 1, pending: false, asInterviewer: { sheets: 1 } });
    await until(() => rated.tabs.b.payloads('progress:changed').length > 0);
    const { sessions, next } = (await rated.ben.calls('sessionHistory', { query: {} })).value;
    expect(sessions).toEqual([expect.objectContaining({ room: rated.room, revealed: true, counts: true, mean: 4 })]);
    expect(next).toBeNull();
    expect((await rated.ben.calls('sessionHistory', { query: { before: 'x' } })).refusal.code).toBe('BAD_REQUEST');
  });

  it('to the same numbers however often and however many at once (G9)', async () => {
    const rated = await toDebrief();
    const before = await compiled(rated.ben);
    const service = story.app.get(CompileService, { strict: false });
    await Promise.all(Array.from({ length: 5 }, () => service.compile(rated.room)));
    const after = await progress(rated.ben);
    expect({ ...after, compiledAt: 0 }).toEqual({ ...before, compiledAt: 0 });
  });

  it('although the job was lost between commit and enqueue (G10)', async () => {
    const rated = await toDebrief();
    await compiled(rated.ben);
    await sql('DELETE FROM progress_summary WHERE account_id = $1', [rated.ids.ben]);
    await sql(
      `UPDATE room_rating SET compiled_at = NULL, revealed_at = now() - interval '1 minute' WHERE room_id = $1`,
      [rated.room],
    );
    expect(await progress(rated.ben)).toMatchObject({ pending: true, compiledAt: null });
    await story.app.get(RatingSweep, { strict: false }).run();
    expect(await progress(rated.ben)).toMatchObject({ pending: false, sessions: 1 });
  });

  it('without what a scripted partner took part in', async () => {
    const rated = await toDebrief(true);
    await until(async () => !(await progress(rated.ben)).pending);
    expect((await rated.report(rated.ben)).value).toMatchObject({ state: 'revealed', counts: false });
    expect(await progress(rated.ben)).toMatchObject({ compiledAt: null, sessions: 0 });
    const { sessions } = (await rated.ben.calls('sessionHistory', { query: {} })).value;
    expect(sessions).toEqual([expect.objectContaining({ counts: false, partner: { displayName: 'Ada', bot: true } })]);
  });
});
