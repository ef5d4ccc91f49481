import { SimulatedWorld } from '../simulation/simulate.js';
import { RatingModel } from './rating-model.js';

const world = new SimulatedWorld({ seed: 41, people: 300, sheets: 3000, scenario: 'adversarial' });
const calibration = world.calibration();
const sheets = [...world.sheets()];

function modelOf(count: number): RatingModel {
  const model = new RatingModel();
  for (const { rater, errors } of calibration) model.calibrate(rater, errors);
  for (const sheet of sheets.slice(0, count)) model.insert(sheet);
  model.solve();
  return model;
}

describe('a history', () => {
  const model = modelOf(sheets.length);
  const rated = model.people().filter((id) => model.candidate(id));

  it('is empty where nobody has rated', () => {
    expect(model.history('a stranger')).toEqual([]);
  });

  it('has every sheet once, in the order of time, with what was given', () => {
    const seen = rated.flatMap((id) => {
      const history = model.history(id);
      expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).sort((a, b) => a - b));
      return history;
    });
    expect(seen).toHaveLength(sheets.length);
    const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]));
    for (const { sheet, at, raw, competencies } of seen) {
      const given = byId.get(sheet)!;
      const scores = Object.values(given.scores);
      expect(at).toBe(given.at);
      expect(raw).toBeCloseTo(scores.reduce((sum, score) => sum + score, 0) / scores.length, 12);
      expect(Object.fromEntries(competencies.map((one) => [one.competency, one.raw]))).toEqual(given.scores);
    }
  });

  it('ends where the estimate is, to 1e-9, solved or relaxed', () => {
    const relaxed = modelOf(2500);
    for (const sheet of sheets.slice(2500)) {
      relaxed.insert(sheet);
      relaxed.relax();
    }
    for (const one of [model, relaxed]) {
      for (const id of rated) {
        const known = one.candidate(id)!;
        const last = one.history(id).at(-1)!;
        const now = [known.overall, ...last.competencies.map(({ competency }) => known.competencies[competency]!)];
        for (const [index, { score, se }] of [last.overall, ...last.competencies].entries()) {
          expect(Math.abs(score - (now[index]?.score ?? NaN))).toBeLessThan(1e-9);
          expect(Math.abs(se - (now[index]?.se ?? NaN))).toBeLessThan(1e-9);
        }
        expect(last.show).toBe(known.show);
      }
    }
  });

  it('says after each sheet what a candidate with no later ones would have, raters and questions being as they are', () => {
    const [id] = rated.filter((one) => model.candidate(one)!.sheets > 8);
    const whole = model.history(id!);
    // Without the later sheets other blocks would move a little too; the shape stays.
    const shorter = modelOf(sheets.length);
    for (const { sheet } of whole.slice(5)) shorter.remove(sheet);
    const then = shorter.candidate(id!)!;
    expect(Math.abs(then.overall.score - whole[4]!.overall.score)).toBeLessThan(1e-9);
    expect(whole[0]!.overall.se).toBeGreaterThan(whole[4]!.overall.se);
    expect(whole[0]!.show).toBe('nothing');
  });
});

describe('what a relaxation has moved', () => {
  const said = (model: RatingModel, id: string) =>
    JSON.stringify([model.candidate(id), model.history(id), model.severity(id)]);

  it('is nobody whose numbers are the same to the bit, and hardly who is not named as moved', () => {
    const model = modelOf(2940);
    const people = model.people();
    const bits = new Map(people.map((id) => [id, said(model, id)]));
    const scores = new Map(people.map((id) => [id, model.candidate(id)?.overall]));
    const severities = new Map(people.map((id) => [id, model.severity(id)]));
    let named = 0;
    let worst = 0;
    for (const [index, sheet] of sheets.slice(2940).entries()) {
      model.insert(sheet);
      if (index % 7 === 0) model.remove(sheets[index * 3]!.id);
      if (index % 11 === 0) model.calibrate(sheet.rater, [0.3, -0.2]);
      const { moved, touched } = model.relax();
      const { candidates, raters } = touched();
      for (const id of new Set([...candidates, ...raters])) bits.set(id, said(model, id));
      for (const id of moved.candidates) scores.set(id, model.candidate(id)?.overall);
      for (const id of moved.raters) severities.set(id, model.severity(id));
      named += moved.candidates.length;
      for (const id of index % 30 === 29 ? model.people() : []) {
        expect(said(model, id)).toBe(bits.get(id));
        const [now, then] = [model.candidate(id)?.overall, scores.get(id)];
        const [harsh, before] = [model.severity(id), severities.get(id)];
        worst = Math.max(
          worst,
          Math.abs((now?.score ?? 0) - (then?.score ?? 0)),
          Math.abs((now?.se ?? 0) - (then?.se ?? 0)),
          Math.abs((harsh?.score ?? 0) - (before?.score ?? 0)),
        );
      }
    }
    expect(worst).toBeLessThan(0.006);
    expect(named / 60).toBeLessThan(60);
  });
});
