import { bandsFor } from '#shared/rating/standing.js';
import { expectedEstimates, type ExpectedSheet } from '../ratings/testing/expected.estimates.js';
import type { RatedRound } from '../ratings/testing/ledger.story.js';
import { startRatedPeople, type RatedPeople } from '../ratings/testing/rated.people.js';
import { Visitor } from '../testing/visitor.js';
import { SessionReportService } from './session-report.service.js';

let server: RatedPeople['server'];
let ledger: RatedPeople['ledger'];
let people: RatedPeople['people'];

beforeEach(async () => {
  ({ server, ledger, people } = await startRatedPeople());
}, 60_000);
afterEach(() => server.close());

const DAY_MS = 86_400_000;
const at = (day: number): number => Date.UTC(2026, 0, 1) + day * DAY_MS;
const id = (index: number): string => people[index]?.id ?? '';
const visitor = (index: number): Visitor => new Visitor(server.url, { Cookie: people[index]?.cookie ?? '' });
const progress = async (index: number) => (await visitor(index).calls('progress', { query: {} })).value;

type Score = 1 | 2 | 3 | 4 | 5;

/** Ada's scores of a day, on three competencies of which data is lowest. */
function adas(interviewer: number, day: number, base: 3 | 4 = 4, more: Partial<RatedRound> = {}): RatedRound {
  const scores: Record<string, Score> = { framing: base, data: base === 4 ? 3 : 2, delivery: base };
  return { candidate: id(0), interviewer: id(interviewer), scores, day, flow: 'flow-0', ...more };
}

/** A world in which everybody rates everybody, with scores that wander; the last one is harsh. */
function wandering(): RatedRound[] {
  const pairs = people.flatMap((_, a) => people.flatMap((__, b) => (a === b ? [] : [[a, b] as const])));
  return pairs.map(([candidate, interviewer], index) => {
    const day = 3 * ((index * 7) % pairs.length);
    const give = (k: number): Score =>
      ([1, 2, 3, 4, 5] as const)[
        Math.max(0, Math.min(4, 2 + ((candidate + k + (index % 3)) % 3) - (interviewer === 5 ? 1 : 0)))
      ] ?? 3;
    const scores: Record<string, Score> = {
      framing: give(0),
      metrics: give(1),
      data: give(2),
      explanation: give(index % 2),
    };
    if (index % 4 === 0) delete scores.metrics;
    return { candidate: id(candidate), interviewer: id(interviewer), scores, day, flow: `flow-${index % 4}` };
  });
}

describe('the numbers of a person', () => {
  it('are those that a computation of another kind comes to', async () => {
    const rounds = wandering();
    for (const round of rounds) await ledger.ratesAndCompiles(round);
    await ledger.solvesAnew();
    const sheets: ExpectedSheet[] = rounds
      .map(({ candidate, interviewer: rater, day, flow = '', scores }) => ({
        candidate,
        rater,
        at: at(day),
        question: flow,
        scores,
      }))
      .sort((a, b) => a.at - b.at);
    const expected = expectedEstimates(sheets);
    for (const index of people.keys()) {
      const known = expected.get(id(index));
      const { overall, competencies } = await progress(index);
      expect(overall).toMatchObject({ sheets: 5, raters: 5, shown: 'score', level: 'mid' });
      expect(overall.score).toBeCloseTo(known?.score ?? NaN, 3);
      expect(overall.se).toBeCloseTo(known?.se ?? NaN, 6);
      expect(overall.bands).toEqual(bandsFor({ score: overall.score ?? NaN, se: overall.se ?? NaN }));
      for (const entry of competencies.filter((each) => each.shown !== 'nothing')) {
        expect(entry.estimate).toBeCloseTo(known?.competencies[entry.competency]?.score ?? NaN, 3);
        expect(entry.se).toBeCloseTo(known?.competencies[entry.competency]?.se ?? NaN, 6);
      }
      const raws = sheets.filter(({ candidate }) => candidate === id(index)).map(({ scores }) => Object.values(scores));
      const { points } = (await visitor(index).calls('progressPoints', { query: {} })).value;
      expect(points.map(({ raw }) => raw)).toEqual(
        raws.map((given) => given.reduce((sum, score) => sum + score, 0) / given.length).reverse(),
      );
      expect(points[0]?.score).toBe(overall.score);
    }
  }, 120_000);

  it('explain themselves as a sum', async () => {
    for (const round of wandering().slice(0, 20)) await ledger.ratesAndCompiles(round);
    const { overall, competencies } = await progress(0);
    const explained = [{ explain: overall.explain, is: overall.score }];
    for (const { explain, estimate } of competencies) if (explain) explained.push({ explain, is: estimate });
    expect(explained).toHaveLength(5);
    for (const { explain, is } of explained) {
      const { raw, severity, difficulty, pair, prior, priorWeight, competency, deviation } = explain!;
      const sum =
        (1 - priorWeight) * (raw + severity + difficulty + pair) + priorWeight * prior + competency + deviation;
      expect(sum).toBeCloseTo(is ?? NaN, 9);
    }
  }, 60_000);

  it('are nobody else’s', async () => {
    await ledger.ratesAndCompiles(adas(1, 1));
    await ledger.ratesAndCompiles(adas(2, 2));
    expect((await progress(3)).overall).toMatchObject({ sheets: 0, shown: 'nothing', score: null, level: null });
    for (const route of ['progress', 'progressPoints', 'sessionHistory'] as const) {
      expect((await new Visitor(server.url).calls(route, { query: {} })).refusal.code).toBe('NOT_SIGNED_IN');
    }
    const goal = await new Visitor(server.url).calls('setGoal', { body: { competency: 'data' } });
    expect(goal.refusal.code).toBe('NOT_SIGNED_IN');
  }, 60_000);
});

describe('points and sessions', () => {
  it('come by pages without a gap, none twice, also where many are of one moment', async () => {
    for (let index = 0; index < 105; index += 1) await ledger.rates(adas(1 + (index % 5), Math.floor(index / 7)));
    const { room } = await ledger.rates(adas(1, 20));
    await ledger.compiles(room);
    await ledger.entersAll();
    await ledger.solvesAnew();
    const ada = visitor(0);
    const first = (await ada.calls('progressPoints', { query: {} })).value;
    expect(first.points).toHaveLength(100);
    const second = (await ada.calls('progressPoints', { query: { before: first.next ?? '' } })).value;
    expect(second).toMatchObject({ next: null });
    const rooms = [...first.points, ...second.points].map((point) => point.room);
    expect(new Set(rooms).size).toBe(106);
    expect((await ada.calls('progressPoints', { query: { before: 'x' } })).refusal.code).toBe('BAD_REQUEST');
    expect(
      (await ada.calls('progressPoints', { query: { before: first.next ?? '', range: '30' } })).value.points,
    ).toEqual([]);
    const data = (await progress(0)).competencies.find(({ competency }) => competency === 'data');
    expect(data?.points.map((point) => point.room)).toEqual([rooms.at(-1), rooms[0]]);
    expect(data?.points.map((point) => point.estimate)).toEqual(
      [second.points.at(-1), first.points[0]].map(
        (point) => point?.scores.find(({ competency }) => competency === 'data')?.score,
      ),
    );
    const listed: string[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const page: { sessions: { room: string }[]; next: string | null } = (
        await ada.calls('sessionHistory', { query: next === undefined ? {} : { before: next } })
      ).value;
      listed.push(...page.sessions.map((session) => session.room));
      next = page.next;
    }
    expect(listed).toHaveLength(106);
    expect(new Set(listed)).toEqual(new Set(rooms));
  }, 120_000);

  it('can be asked for by track and level, and say the same once they are written down', async () => {
    const design = await ledger.rates(adas(1, 1, 4, { track: 'ml-system-design' }));
    const senior = await ledger.rates(adas(2, 2, 3, { level: 'senior' }));
    const list = async (query: { track?: 'ml-system-design'; level?: 'senior' }) =>
      (await visitor(0).calls('sessionHistory', { query })).value.sessions;
    const live = await list({});
    expect(live.map(({ room, mean }) => [room, mean])).toEqual([
      [senior.room, 8 / 3],
      [design.room, 11 / 3],
    ]);
    await server.app.get(SessionReportService, { strict: false }).writeLost();
    expect(await ledger.sql('SELECT count(*)::int AS n FROM session_report')).toEqual([{ n: 4 }]);
    expect(await list({})).toEqual(live);
    expect((await list({ track: 'ml-system-design' })).map(({ room }) => room)).toEqual([design.room]);
    expect((await list({ level: 'senior' })).map(({ room }) => room)).toEqual([senior.room]);
  }, 60_000);
});

describe('a goal', () => {
  it('is measured from the estimate of when it was set, and can be given up', async () => {
    const set = (competency: 'data' | null) => visitor(0).calls('setGoal', { body: { competency } });
    for (const interviewer of [1, 2, 3]) await ledger.ratesAndCompiles(adas(interviewer, interviewer));
    const before = (await progress(0)).competencies.find(({ competency }) => competency === 'data');
    expect((await set('data')).status).toBe(204);
    const beginning = { score: before?.estimate, se: before?.se };
    expect((await progress(0)).goal).toMatchObject({
      competency: 'data',
      before: beginning,
      sheets: 0,
      verdict: 'too-early',
    });
    const today = (Date.now() - at(0)) / DAY_MS + 1;
    await ledger.ratesAndCompiles(adas(4, today));
    const { goal } = await progress(0);
    expect(goal).toMatchObject({ before: beginning, sheets: 1, verdict: 'same' });
    await set('data');
    expect((await progress(0)).goal?.since).toBe(goal?.since);
    await set(null);
    expect((await progress(0)).goal).toBeNull();
    const wrong = await visitor(0).sends('PUT', '/api/progress/goal', { competency: 'chess' });
    expect(wrong.status).toBe(400);
  }, 60_000);
});
