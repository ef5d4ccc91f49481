import { SimulatedWorld } from '../simulation/simulate.js';
import { RatingModel } from './rating-model.js';

function solved(seed: number) {
  const world = new SimulatedWorld({ seed });
  const model = new RatingModel();
  for (const { rater, errors } of world.calibration()) model.calibrate(rater, errors);
  const sheets = [...world.sheets()];
  for (const sheet of sheets) model.insert(sheet);
  model.solve();
  return { model, sheets, truth: world.truth() };
}

describe('on simulated sheets (seed 211)', () => {
  const { model, sheets, truth } = solved(211);
  const rated = truth.flatMap((one) => {
    const known = model.candidate(one.person);
    return known ? [{ ...one, known }] : [];
  });

  it('parts of a history that differ by chance alone hardly differ beyond their errors', () => {
    const seen = new Map<string, number>();
    const halves = new Map<string, 'outer' | 'inner'>();
    for (const { id, candidate } of sheets) {
      const index = seen.get(candidate) ?? 0;
      seen.set(candidate, index + 1);
      // First and fourth against second and third: who gets better is no better in either.
      halves.set(id, index % 4 === 0 || index % 4 === 3 ? 'outer' : 'inner');
    }
    const apart = rated.flatMap(({ person }) => {
      const parts = model.parts(person, ({ id }) => halves.get(id) ?? null);
      const [outer, inner] = [parts.get('outer'), parts.get('inner')];
      if (!outer || !inner) return [];
      expect(outer.sheets + inner.sheets).toBe(seen.get(person));
      return [Math.abs(outer.mean - inner.mean) <= 1.645 * Math.hypot(outer.se, inner.se)];
    });
    expect(apart.length).toBeGreaterThan(1500);
    expect(apart.filter(Boolean).length / apart.length).toBeGreaterThan(0.9);
  });

  it('the whole history as one part lies near the estimate, and what is in no group is in none', () => {
    const gaps = rated
      .filter(({ known }) => known.sheets >= 10)
      .map(({ person, known }) => (model.parts(person, () => 'all').get('all')?.mean ?? NaN) - known.overall.score);
    expect(Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length)).toBeLessThan(0.2);
    expect(model.parts(rated[0]!.person, () => null).size).toBe(0);
    expect(model.parts('a stranger', () => 'all').size).toBe(0);
  });

  it('percentiles hold the true place among the level in about nine of ten', () => {
    const levels = new Set(rated.map(({ known }) => known.level));
    const held = [...levels].flatMap((level) => {
      const people = rated.filter(({ known }) => known.level === level);
      const scores = people.map(({ overall }) => overall).sort((a, b) => a - b);
      return people.map(({ overall, known: { percentiles } }) => {
        const place = (100 * (scores.indexOf(overall) + 0.5)) / scores.length;
        return percentiles.from <= place && place <= percentiles.to;
      });
    });
    const share = held.filter(Boolean).length / held.length;
    expect(share).toBeGreaterThan(0.88);
    expect(share).toBeLessThan(0.97);
  });

  it('the named bands hold the truth in at least nine of ten, and are one band for most', () => {
    const order = ['developing', 'solid', 'strong'];
    const held = rated.filter(({ overall, known: { bands } }) => {
      const band = overall < 2.5 ? 0 : overall < 3.5 ? 1 : 2;
      return order.indexOf(bands.from) <= band && band <= order.indexOf(bands.to);
    });
    expect(held.length / rated.length).toBeGreaterThan(0.9);
    expect(rated.filter(({ known: { bands } }) => bands.from === bands.to).length / rated.length).toBeGreaterThan(0.6);
  });

  it('raters are harsh, typical or lenient by what is known of their severity', () => {
    for (const { person, known } of rated.slice(0, 200)) {
      const { harsh, typical, lenient } = model.ratersOf(person);
      expect(harsh + typical + lenient).toBe(known.raters);
      const raters = new Set(sheets.filter(({ candidate }) => candidate === person).map(({ rater }) => rater));
      expect([...raters].filter((rater) => (model.severity(rater)?.score ?? 0) > 0.3)).toHaveLength(harsh);
      expect([...raters].filter((rater) => (model.severity(rater)?.score ?? 0) < -0.3)).toHaveLength(lenient);
    }
    expect(model.ratersOf('a stranger')).toEqual({ harsh: 0, typical: 0, lenient: 0 });
  });
});
