import { RandomStream } from '../simulation/random-stream.js';
import { SimulatedWorld } from '../simulation/simulate.js';
import type { RatedSheet } from './ledger.js';
import { RatingModel } from './rating-model.js';

function worldOf(seed: number) {
  const world = new SimulatedWorld({ seed, people: 1000, sheets: 10_000 });
  const candidates = new RatingModel();
  const interviewers = new RatingModel();
  for (const { rater, errors } of world.calibration()) candidates.calibrate(rater, errors);
  for (const sheet of world.sheets()) {
    const { id, at, question, raterLevel, quality } = sheet;
    candidates.insert(sheet);
    interviewers.insert({
      id,
      at,
      question,
      candidate: sheet.rater,
      rater: sheet.candidate,
      level: raterLevel,
      scores: quality,
    });
  }
  candidates.solve();
  interviewers.solve();
  return { candidates, interviewers, truth: world.truth() };
}

const said = (model: RatingModel) =>
  JSON.stringify(model.people().map((id) => [id, model.candidate(id), model.history(id), model.rater(id)]));

let count = 0;
const sheet = (candidate: string, rater: string, scores: Record<string, number>): RatedSheet => {
  count += 1;
  return { id: `sheet-${count}`, at: count * 86_400_000, candidate, rater, question: 'churn', level: 'mid', scores };
};

describe('what a platform says of itself (seed 251)', () => {
  const { candidates, interviewers, truth } = worldOf(251);

  it('is that the model predicts hidden sheets better than the raw mean, and that better than a constant', () => {
    const before = said(candidates);
    const { sheets, model, raw, constant } = candidates.holdOut()!;
    const figures = `${sheets} hidden: model ${model}, raw ${raw}, constant ${constant}`;
    expect([model < 0.56 && model < 0.75 * raw && raw < constant, figures]).toEqual([true, figures]);
    expect(sheets).toBe(truth.filter(({ received }) => received >= 4).length);
    expect(said(candidates) === before).toBe(true);
    expect(candidates.remove('r00000')).toBe(true);
    expect(candidates.relax().blocks).toBeGreaterThan(0);
    candidates.solve();
  });

  it('is that an adjusted sheet is worth two as they are', () => {
    const { raw, adjusted } = candidates.reliability()!;
    const figures = `raw ${JSON.stringify(raw)}, adjusted ${JSON.stringify(adjusted)}`;
    expect([raw.icc > 0.25 && raw.icc < 0.4 && adjusted.icc > 0.45 && adjusted.icc < 0.6, figures]).toEqual([
      true,
      figures,
    ]);
    // Spearman–Brown, the other way round.
    const reached = (icc: number, n: number) => (n * icc) / (1 + (n - 1) * icc);
    for (const { icc, sheetsFor70, sheetsFor80 } of [raw, adjusted]) {
      expect(reached(icc, sheetsFor70!)).toBeGreaterThanOrEqual(0.7);
      expect(reached(icc, sheetsFor70! - 1)).toBeLessThan(0.7);
      expect(reached(icc, sheetsFor80!)).toBeGreaterThanOrEqual(0.8);
      expect(reached(icc, sheetsFor80! - 1)).toBeLessThan(0.8);
    }
  });

  it('is the same kind of thing with the roles swapped, on four skills', () => {
    const known = interviewers.people().flatMap((id) => interviewers.candidate(id) ?? []);
    expect(known.every(({ competencies }) => Object.keys(competencies).length === 4)).toBe(true);
    const [id] = interviewers.people().filter((one) => (interviewers.candidate(one)?.sheets ?? 0) > 8);
    expect(interviewers.history(id!).at(-1)?.overall).toEqual(interviewers.candidate(id!)?.overall);
    expect(interviewers.rater(id!)?.fit).toBeGreaterThan(0);
    expect(interviewers.parts(id!, () => 'all').get('all')?.sheets).toBe(interviewers.candidate(id!)?.sheets);
    const { model, raw } = interviewers.holdOut()!;
    expect(model).toBeLessThan(raw);
    expect(interviewers.reliability()?.adjusted.icc).toBeGreaterThan(interviewers.reliability()?.raw.icc ?? NaN);
  });
});

describe('a small platform', () => {
  it('says nothing where there is nothing to compare', () => {
    const model = new RatingModel();
    model.solve();
    expect([model.holdOut(), model.reliability(), model.pairs()]).toEqual([null, null, []]);
    model.insert(sheet('p', 'q', { data: 3 }));
    model.insert(sheet('q', 'p', { data: 3 }));
    model.solve();
    expect([model.holdOut(), model.reliability()]).toEqual([null, null]);
  });

  it('predicts a sheet whose rater, question and competency are all unheard of otherwise', () => {
    const model = new RatingModel();
    for (const rater of ['a', 'b', 'c']) model.insert(sheet('p', rater, { data: 3 }));
    model.insert({ ...sheet('p', 'new', { unheard: 3 }), question: 'new' });
    model.solve();
    const { model: error, raw, constant } = model.holdOut()!;
    expect([error, raw, constant].every((value) => Math.abs(value) < 1e-6)).toBe(true);
  });

  it.each([1, 2, 3, 12])('takes any number of competencies (%i)', (competencies) => {
    const chance = new RandomStream(competencies, 'any number');
    const names = Array.from({ length: competencies }, (_, index) => `k${index}`);
    const people = ['p', 'q', 'r', 's', 't', 'u'];
    const model = new RatingModel();
    for (const candidate of people) {
      for (const rater of people.filter((one) => one !== candidate)) {
        model.insert(sheet(candidate, rater, Object.fromEntries(names.map((name) => [name, 1 + chance.whole(5)]))));
      }
    }
    model.solve();
    const known = model.candidate('p')!;
    expect(Object.keys(known.competencies)).toEqual([...names].sort());
    expect(model.history('p').at(-1)?.competencies).toHaveLength(competencies);
    const figures = [known.overall.score, known.overall.se, model.rater('p')?.consistency, model.holdOut()?.model];
    expect(figures.every(Number.isFinite)).toBe(true);
    expect(model.rater('p')?.fit === null).toBe(competencies === 1);
  });
});
