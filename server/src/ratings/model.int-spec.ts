import type { Level } from '#shared/interview/track.js';
import { RatingModel } from '#shared/rating/model/rating-model.js';
import { RoomStory, type Person } from '../testing/room.story.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { LedgerStory, type RatedRound } from './testing/ledger.story.js';

let server: TestApp;
let story: RoomStory;
let ledger: LedgerStory;
let people: Person[];

/** A small world of its own for every test: seven people who rate each other, the last two harsh and lenient. */
beforeEach(async () => {
  server = await startTestApp();
  story = new RoomStory(server.app, server.url);
  ledger = new LedgerStory(server.app);
  people = [];
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus']) people.push(await story.person(name));
}, 60_000);
afterEach(() => server.close());

const id = (index: number): string => people[index]?.id ?? '';
const visitor = (index: number): Visitor => new Visitor(server.url, { Cookie: people[index]?.cookie ?? '' });
const progress = async (index: number) => (await visitor(index).calls('progress', { query: {} })).value;

/** Whoever is candidate gets 3, more for `better` and less from the harsh Finn; the lenient Gus gives one more. */
function round(candidate: number, interviewer: number, day: number, level: Level = 'mid'): RatedRound {
  const given = 3 + (candidate === 0 ? 1 : 0) - (interviewer === 5 ? 1 : 0) + (interviewer === 6 ? 1 : 0);
  const base = Math.min(5, Math.max(1, given)) as 1 | 2 | 3 | 4 | 5;
  const data = Math.min(5, base + (day % 2)) as 1 | 2 | 3 | 4 | 5;
  return {
    candidate: id(candidate),
    interviewer: id(interviewer),
    scores: { framing: base, data, delivery: base },
    skills: { preparation: 4, clarity: 3 },
    day,
    level,
    flow: `flow-${day % 3}`,
  };
}

/** Everybody is rated by everybody else, one a day. */
function everyPair(): RatedRound[] {
  const pairs = people.flatMap((_, a) => people.flatMap((__, b) => (a === b ? [] : [[a, b] as const])));
  return pairs.map(([a, b], day) => round(a, b, day));
}

describe('the first sheets of an instance', () => {
  it('show nothing from one rater, a band from two, and are solved at once', async () => {
    await ledger.ratesAndCompiles(round(0, 1, 1));
    expect((await progress(0)).overall).toMatchObject({ sheets: 1, raters: 1, shown: 'nothing', score: null });
    expect((await visitor(0).calls('progressPoints', { query: {} })).value.points).toEqual([]);
    await ledger.ratesAndCompiles(round(0, 2, 2));
    const { overall, competencies } = await progress(0);
    expect(overall).toMatchObject({ sheets: 2, raters: 2, shown: 'band', level: 'mid' });
    expect(overall.score).toBeGreaterThan(3);
    expect(competencies.find(({ competency }) => competency === 'data')?.points).toHaveLength(2);
    const { points } = (await visitor(0).calls('progressPoints', { query: {} })).value;
    expect(points.map(({ raw }) => raw)).toEqual([4, 13 / 3]);
    expect(points[0]).toMatchObject({ score: overall.score, se: overall.se, track: 'ml-case', round: 1 });
    expect(await ledger.sql('SELECT batch, written, epoch FROM rating_state')).toEqual([
      { batch: 2, written: 2, epoch: 2 },
    ]);
  });
});

describe('what is written', () => {
  it('is what the model says of the same sheets, for both roles', async () => {
    const model = { candidate: new RatingModel(), interviewer: new RatingModel() };
    for (const each of everyPair()) {
      const { peer, interviewer } = await ledger.ratesAndCompiles(each);
      const at = Date.UTC(2026, 0, 1) + each.day * 86_400_000;
      const sheet = { at, question: `ml-case/${each.flow}`, level: 'mid' };
      const { candidate, interviewer: rater } = each;
      model.candidate.insert({ ...sheet, id: peer, candidate, rater, scores: each.scores });
      const turned = { candidate: rater, rater: candidate, scores: each.skills ?? {} };
      model.interviewer.insert({ ...sheet, id: interviewer, ...turned });
    }
    await ledger.solvesAnew();
    model.candidate.solve();
    model.interviewer.solve();
    const { overall, asInterviewer } = await progress(0);
    const known = model.candidate.candidate(id(0));
    expect(overall).toMatchObject({ ...known?.overall, sheets: 6, raters: 6 });
    expect(asInterviewer).toMatchObject({ ...model.interviewer.candidate(id(0))?.overall, sheets: 0, raters: 6 });
    expect((await progress(5)).asInterviewer.severity?.value).toBe(model.candidate.severity(id(5))?.score);
  }, 60_000);
});
