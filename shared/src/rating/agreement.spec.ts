import fc from 'fast-check';
import { agreementOf, criteriaOf, passes, type ScoredPair } from './agreement.js';

/** `[score, reference]` as one writes them down. */
const pairs = (...list: [number, number][]): ScoredPair[] => list.map(([score, reference]) => ({ score, reference }));
const of = (list: readonly ScoredPair[]) => {
  const agreement = agreementOf(list);
  if (!agreement) throw new Error('There were no pairs.');
  return agreement;
};

const score = fc.integer({ min: 1, max: 5 });
const anyPairs = fc.array(fc.record({ score, reference: score }), { minLength: 1, maxLength: 30 });
const varied = anyPairs.filter((list) => new Set(list.map(({ reference }) => reference)).size > 1);

/** κ by its definition: a table of how often each score met each reference, against the one that chance would give. */
function kappaByTable(list: readonly ScoredPair[]): number {
  const scale = [1, 2, 3, 4, 5];
  const share = (holds: (pair: ScoredPair) => boolean) => list.filter(holds).length / list.length;
  let seen = 0;
  let byChance = 0;
  for (const i of scale) {
    for (const j of scale) {
      const weight = ((i - j) / 4) ** 2;
      seen += weight * share((pair) => pair.score === i && pair.reference === j);
      byChance += weight * share((pair) => pair.score === i) * share((pair) => pair.reference === j);
    }
  }
  return 1 - seen / byChance;
}

describe('agreement with known scores', () => {
  it('is nothing without scores', () => {
    expect(agreementOf([])).toBeNull();
  });

  it('is worked out as by hand', () => {
    // Differences 0 −1 0 −1 2, so Σd² = 6; Σ score² = 55, Σ reference² = 53, both sums 15:
    // κ = 1 − 5 · 6 / (5 · (55 + 53) − 2 · 15 · 15) = 1 − 30 / 90.
    const agreement = of(pairs([1, 1], [2, 3], [3, 3], [4, 5], [5, 3]));
    expect(agreement).toEqual({ scores: 5, exact: 2, withinOne: 4, kappa: 1 - 1 / 3, signedError: 0 });
  });

  it('reads a set of nine scores', () => {
    // Differences 0 0 1 0 1 0 0 0 −1, so Σd² = 3; Σ score² = 93, Σ reference² = 88, the sums 27 and 26:
    // κ = 1 − 9 · 3 / (9 · (93 + 88) − 2 · 27 · 26) = 1 − 27 / 225.
    const set = pairs([1, 1], [2, 2], [3, 2], [3, 3], [4, 3], [2, 2], [4, 4], [5, 5], [3, 4]);
    expect(of(set)).toEqual({ scores: 9, exact: 6, withinOne: 9, kappa: 0.88, signedError: 1 / 9 });
  });

  it('is perfect where all are equal, and no better than chance where everybody gets the same', () => {
    expect(of(pairs([1, 1], [3, 3], [5, 5])).kappa).toBe(1);
    expect(of(pairs([3, 1], [3, 3], [3, 5])).kappa).toBe(0);
    expect(of(pairs([5, 1], [3, 3], [1, 5])).kappa).toBe(-1);
  });

  it('has no κ where there is no order to see', () => {
    expect(of(pairs([3, 3], [4, 3])).kappa).toBeNull();
  });

  it('has the κ of its definition', () => {
    fc.assert(fc.property(varied, (list) => expect(of(list).kappa).toBeCloseTo(kappaByTable(list), 10)));
  });

  it('does not depend on the order, nor κ on who is the rater', () => {
    fc.assert(
      fc.property(varied, (list) => {
        expect(of([...list].reverse())).toEqual(of(list));
        const swapped = list.map(({ score: a, reference: b }) => ({ score: b, reference: a }));
        const { kappa, signedError } = of(swapped);
        expect(signedError).toBeCloseTo(-of(list).signedError, 12);
        if (kappa !== null) expect(kappa).toBeCloseTo(of(list).kappa ?? NaN, 12);
      }),
    );
  });

  it('stays within its bounds, and is perfect only where all are equal', () => {
    fc.assert(
      fc.property(anyPairs, (list) => {
        const { scores, exact, withinOne, kappa, signedError } = of(list);
        expect(scores).toBe(list.length);
        expect(exact).toBeLessThanOrEqual(withinOne);
        expect(withinOne).toBeLessThanOrEqual(scores);
        expect(Math.abs(signedError)).toBeLessThanOrEqual(4);
        if (kappa === null) return;
        expect(Math.abs(kappa)).toBeLessThanOrEqual(1);
        expect(kappa === 1).toBe(exact === scores);
      }),
    );
  });
});

describe('the pass rule', () => {
  const REFERENCES = [2, 2, 2, 3, 3, 3, 4, 4, 4];
  /** A set of nine, by how far each score is off. */
  const nine = (...errors: number[]) =>
    pairs(...REFERENCES.map((reference, i): [number, number] => [reference + (errors[i] ?? 0), reference]));

  it('takes four in five within one: eight of nine, not seven', () => {
    expect(criteriaOf(of(nine(0, 0, 2, 0, 0, 0, 0, 0, 0))).withinOne).toBe(true);
    expect(criteriaOf(of(nine(0, 0, 2, 0, 0, -2, 0, 0, 0))).withinOne).toBe(false);
    expect(criteriaOf({ scores: 10, exact: 0, withinOne: 8, kappa: 1, signedError: 0 }).withinOne).toBe(true);
  });

  it('takes three quarters of a point on average, either way, and no more', () => {
    const level = (signedError: number) =>
      criteriaOf({ scores: 12, exact: 0, withinOne: 12, kappa: 1, signedError }).level;
    expect([level(9 / 12), level(-9 / 12)]).toEqual([true, true]);
    expect([level(10 / 12), level(-10 / 12)]).toEqual([false, false]);
  });

  it('takes a κ of one half, and none where there is no order to see', () => {
    const order = (kappa: number | null) =>
      criteriaOf({ scores: 9, exact: 0, withinOne: 9, kappa, signedError: 0 }).order;
    expect([order(0.5), order(0.49), order(null)]).toEqual([true, false, true]);
  });

  it('asks for all of it', () => {
    expect(passes(of(nine(0, 0, 0, 0, 0, 0, 0, 0, 0)))).toBe(true);
    expect(passes(of(nine(1, 1, 1, 1, 1, 1, 1, 1, 1)))).toBe(false);
    expect(passes(of(nine(1, 1, 1, 0, 0, 0, -1, -1, -1)))).toBe(false);
    expect(passes(of(nine(1, 1, 0, 0, 1, 0, 0, 0, -1)))).toBe(true);
  });
});
