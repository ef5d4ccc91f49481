import { SimulatedWorld } from '../simulation/simulate.js';
import type { RatedSheet } from './ledger.js';
import { RatingModel } from './rating-model.js';
import { RawMean } from './raw-mean.js';

const DAY = 86_400_000;
let count = 0;
function sheet(
  candidate: string,
  rater: string,
  scores: Record<string, number>,
  more: Partial<RatedSheet> = {},
): RatedSheet {
  count += 1;
  return { id: `sheet-${count}`, at: count * DAY, candidate, rater, question: 'churn', level: 'mid', scores, ...more };
}

function solvedWith(...sheets: RatedSheet[]): RatingModel {
  const model = new RatingModel();
  for (const one of sheets) model.insert(one);
  model.solve();
  return model;
}

describe('an explanation', () => {
  it('adds up to the score to 1e-9, solved or relaxed', () => {
    const world = new SimulatedWorld({ seed: 31, people: 200, sheets: 2000, scenario: 'adversarial' });
    const model = new RatingModel();
    for (const { rater, errors } of world.calibration()) model.calibrate(rater, errors);
    for (const one of world.sheets()) {
      model.insert(one);
      if (model.size === 1500) model.solve();
      if (model.size > 1500) model.relax();
    }
    const check = () => {
      const known = model.people().flatMap((id) => model.candidate(id) ?? []);
      expect(known.length).toBeGreaterThan(100);
      for (const { overall, explain, competencies } of known) {
        expect(explain).toMatchObject({ competency: 0, deviation: 0 });
        for (const { score, explain: terms } of [{ ...overall, explain }, ...Object.values(competencies)]) {
          const { raw, severity, difficulty, pair, prior, priorWeight, competency, deviation } = terms;
          const shared = (1 - priorWeight) * (raw + severity + difficulty + pair) + priorWeight * prior;
          expect(Math.abs(shared + competency + deviation - score)).toBeLessThan(1e-9);
        }
      }
    };
    check();
    model.solve();
    check();
  });

  it('gives back what a harsh rater took, where others show that they are harsh', () => {
    const others = ['p', 'q', 'r', 's', 't', 'u'];
    const fair = others.flatMap((one) =>
      others.filter((rater) => rater !== one).map((rater) => sheet(one, rater, { data: 4 })),
    );
    const harsh = others.map((one) => sheet(one, 'harsh', { data: 2 }));
    const model = solvedWith(...fair, ...harsh, sheet('newcomer', 'harsh', { data: 2 }));
    expect(model.severity('harsh')?.score).toBeGreaterThan(1);
    expect(model.candidate('newcomer')?.explain.severity).toBeGreaterThan(1);
    expect(model.candidate('newcomer')?.overall.score).toBeGreaterThan(3);
  });
});

describe('what is shown', () => {
  const manyRaters = (n: number) => Array.from({ length: n }, (_, index) => sheet('me', `rater-${index}`, { data: 3 }));

  it('is nothing from one rater, however often; a band from two; a score once it is sure enough', () => {
    const often = [1, 2, 3, 4].map(() => sheet('me', 'only', { data: 3 }));
    expect(solvedWith(...often).candidate('me')).toMatchObject({ show: 'nothing', raters: 1, sheets: 4 });
    expect(solvedWith(...manyRaters(2)).candidate('me')?.show).toBe('band');
    const rare = [0, 100, 200].map((day) => sheet('me', `rater-${day}`, { data: 3 }, { at: day * DAY }));
    const three = solvedWith(...rare).candidate('me');
    expect(three?.overall.se).toBeGreaterThan(0.3);
    expect(three?.show).toBe('band');
    const ten = solvedWith(...manyRaters(10)).candidate('me');
    expect(ten?.overall.se).toBeLessThanOrEqual(0.3);
    expect(ten?.show).toBe('score');
  });

  it('names a strength or a weakness only beyond what chance does', () => {
    const flat = solvedWith(
      ...Array.from({ length: 8 }, (_, index) => sheet('other', `r-${index}`, { a: 3, b: 3, c: 3 })),
      ...Array.from({ length: 8 }, (_, index) => sheet('me', `r-${index}`, { a: 5, b: 3, c: 1 })),
    ).candidate('me');
    expect(flat?.competencies.a?.stands).toBe('strength');
    expect(flat?.competencies.b?.stands).toBeNull();
    expect(flat?.competencies.c?.stands).toBe('weakness');
    const once = solvedWith(sheet('other', 'r', { a: 3, b: 3 }), sheet('me', 'r', { a: 4, b: 3 })).candidate('me');
    expect(once?.competencies.a?.stands).toBeNull();
  });

  it('estimates a competency that nobody scored from the person and the platform, and less surely', () => {
    const model = solvedWith(sheet('me', 'r', { a: 3 }), sheet('other', 'r', { a: 4, b: 3 }));
    const { a, b } = model.candidate('me')?.competencies ?? {};
    expect(b?.sheets).toBe(0);
    expect(b?.se).toBeGreaterThan(a?.se ?? Infinity);
  });
});

describe('friends', () => {
  it('are believed less the more often they meet', () => {
    const crowd = ['p', 'q', 'r', 's', 't', 'u', 'v', 'w'];
    const ordinary = crowd.flatMap((one) =>
      crowd.filter((rater) => rater !== one).map((rater) => sheet(one, rater, { data: 3 })),
    );
    const fives = (n: number) =>
      Array.from({ length: n }, () => [sheet('p', 'q', { data: 5 }), sheet('q', 'p', { data: 5 })]).flat();
    const score = (n: number) => solvedWith(...ordinary, ...fives(n)).candidate('p')?.overall.score ?? 0;
    expect(score(4) - score(0)).toBeLessThan(0.5);
    expect(solvedWith(...ordinary, ...fives(4)).candidate('p')?.explain.pair).toBeLessThan(-0.3);
  });
});

describe('a sheet', () => {
  const model = solvedWith(sheet('me', 'r', { a: 3 }, { id: 'there' }));

  it.each<[string, RatedSheet, RegExp]>([
    ['twice', sheet('me', 'r', { a: 3 }, { id: 'there' }), /there already/],
    ['of oneself', sheet('me', 'me', { a: 3 }), /nobody rates themself/],
    ['without a score', sheet('me', 'r', {}), /no score/],
    ['with half a score', sheet('me', 'r', { a: 2.5 }), /a is 2.5/],
    ['beyond the scale', sheet('me', 'r', { a: 6 }), /a is 6/],
    ['without a time', sheet('me', 'r', { a: 3 }, { at: NaN }), /no time/],
  ])('%s is refused, and nothing has changed', (_, wrong, words) => {
    expect(() => model.insert(wrong)).toThrow(words);
    expect(model.size).toBe(1);
  });

  it('that is not there cannot be removed', () => {
    expect(model.remove('nowhere')).toBe(false);
  });
});

describe('the raw mean', () => {
  it('is the mean, with what people are spread around theirs as its error', () => {
    const raw = new RawMean();
    raw.insert(sheet('me', 'r', { a: 2, b: 4 }));
    raw.insert(sheet('me', 's', { a: 5, b: 5 }));
    expect(raw.candidate('me')).toEqual({
      overall: { score: 4, se: Math.sqrt(2 / 2) },
      competencies: { a: { score: 3.5, se: 1 }, b: { score: 4.5, se: 1 } },
    });
    expect(raw.severity('r')?.score).toBe(1);
    expect(raw.candidate('r')).toBeNull();
    expect(raw.severity('me')).toBeNull();
  });
});
