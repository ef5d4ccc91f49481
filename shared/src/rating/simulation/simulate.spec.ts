import { RatingModel } from '../model/rating-model.js';
import { RawMean } from '../model/raw-mean.js';
import { accuracyOf, pearson, spearman } from './accuracy.js';
import { SimulatedWorld } from './simulate.js';
import type { Scenario } from './world.js';

describe('a simulated world', () => {
  const size = { seed: 5, people: 100, sheets: 600 };

  it('is the same for the same seed and another for another', () => {
    const sheets = (seed: number) => [...new SimulatedWorld({ ...size, seed }).sheets()];
    expect(sheets(5)).toEqual(sheets(5));
    expect(sheets(5)).not.toEqual(sheets(6));
  });

  it('writes as many sheets as asked, in the order of time, by others than the candidate', () => {
    const sheets = [...new SimulatedWorld(size).sheets()];
    expect(sheets).toHaveLength(600);
    expect(new Set(sheets.map(({ id }) => id)).size).toBe(600);
    expect(sheets.every(({ candidate, rater }) => candidate !== rater)).toBe(true);
    expect(sheets.every(({ scores }) => Object.values(scores).every((score) => score >= 1 && score <= 5))).toBe(true);
  });

  it('has friends who inflate each other and trolls where the scenario says so', () => {
    const falseOnes = (scenario: Scenario) => {
      const truth = new SimulatedWorld({ ...size, people: 1000, scenario }).truth();
      return [truth.filter(({ colluder }) => colluder).length, truth.filter(({ troll }) => troll).length];
    };
    expect(falseOnes('clean')).toEqual([0, 0]);
    const [friends = 0, trolls = 0] = falseOnes('adversarial');
    expect(friends).toBeGreaterThan(10);
    expect(trolls).toBeGreaterThan(20);
  });
});

it('measures correlation of values and of ranks', () => {
  expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
  expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
  expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
  expect(spearman([1, 1, 2], [5, 5, 9])).toBeCloseTo(1, 12);
});

describe('the model on simulated sheets', () => {
  it.each<[Exclude<Scenario, 'clean'>, number]>([
    ['default', 101],
    ['adversarial', 102],
  ])('comes as near the truth as is asked of it (%s, seed %i)', (scenario, seed) => {
    const asked = {
      default: { rmse: 0.25, rho: 0.89, coverage: [0.89, 0.96], k: [0.335, 0.84], severity: 0.88 },
      adversarial: { rmse: 0.29, rho: 0.855, coverage: [0.86, 0.95], k: [0.37, 0.81], severity: 0.86 },
    }[scenario];
    const world = new SimulatedWorld({ seed, scenario });
    const model = new RatingModel();
    const raw = new RawMean();
    for (const { rater, errors } of world.calibration()) model.calibrate(rater, errors);
    for (const sheet of world.sheets()) {
      model.insert(sheet);
      raw.insert(sheet);
    }
    model.solve();
    const ours = accuracyOf(world.truth(), (person) => ({
      ...model.candidate(person),
      severity: model.severity(person) ?? undefined,
    }));
    const plain = accuracyOf(world.truth(), (person) => ({ ...raw.candidate(person) }));
    expect(ours.missing).toBe(0);
    expect(ours.overall.rmse).toBeLessThanOrEqual(asked.rmse);
    expect(ours.overall.rho).toBeGreaterThanOrEqual(asked.rho);
    expect(ours.overall.coverage).toBeGreaterThanOrEqual(asked.coverage[0] ?? NaN);
    expect(ours.overall.coverage).toBeLessThanOrEqual(asked.coverage[1] ?? NaN);
    expect(ours.competency.rmse).toBeLessThanOrEqual(asked.k[0] ?? NaN);
    expect(ours.competency.rho).toBeGreaterThanOrEqual(asked.k[1] ?? NaN);
    expect(ours.severity).toBeGreaterThanOrEqual(asked.severity);
    expect(plain.overall.rmse).toBeGreaterThan(1.5 * ours.overall.rmse);
  });
});
