import fc from 'fast-check';
import type { Competency } from '../interview/competency.js';
import { passes } from './agreement.js';
import {
  bandsOf,
  SET_SIZE,
  setFor,
  strictnessByCompetency,
  strictnessOf,
  trackCalibration,
  type Attempt,
  type GradedVignette,
  type VignetteRating,
} from './calibration.js';

const vignette = (id: string, ...scores: number[]): GradedVignette => ({
  id,
  scores: scores.map((score) => ({ score })),
});
const SIX = [
  vignette('a', 1, 2),
  vignette('b', 2, 1, 2),
  vignette('c', 3, 2),
  vignette('d', 3, 3, 4),
  vignette('e', 5, 4),
  vignette('f', 4, 5, 5),
];
const [LOW, MIDDLE, HIGH] = [
  ['a', 'b'],
  ['c', 'd'],
  ['e', 'f'],
];

/** A rating of two competencies, each `[score, reference]`. */
function rated(
  id: string,
  attempt: Attempt = 1,
  scores: [number, number][] = [
    [2, 2],
    [3, 3],
  ],
  competencies: Competency[] = ['framing', 'data'],
): VignetteRating {
  return {
    vignette: id,
    track: 'ml-case',
    attempt,
    scores: scores.map(([score, reference], i) => ({ competency: competencies[i] ?? 'metrics', score, reference })),
  };
}
const GOOD: [number, number][][] = [
  [
    [1, 1],
    [2, 2],
  ],
  [
    [3, 3],
    [4, 3],
  ],
  [
    [5, 5],
    [4, 5],
  ],
];
const BAD: [number, number][][] = [
  [
    [5, 1],
    [4, 2],
  ],
  [
    [3, 3],
    [4, 3],
  ],
  [
    [1, 5],
    [2, 5],
  ],
];
const attemptOf = (ids: string[], attempt: Attempt, scores: [number, number][][]) =>
  ids.map((id, i) => rated(id, attempt, scores[i]));

const person = fc.uuid();
const library = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 6, maxLength: 14 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc
          .array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 })
          .map((scores) => vignette(id, ...scores)),
      ),
    ),
  );

describe('sets of three', () => {
  it('are of three bands by mean reference', () => {
    expect(bandsOf([...SIX].reverse())).toEqual([LOW, MIDDLE, HIGH]);
    expect(bandsOf([...SIX, vignette('g', 3, 4)])).toEqual([LOW, ['c', 'd', 'g'], HIGH]);
    expect(bandsOf(SIX.slice(0, 2))).toEqual([[], ['a', 'b'], []]);
  });

  it('have one of each band; the retry has the others', () => {
    fc.assert(
      fc.property(person, library, (who, vignettes) => {
        const first = setFor(who, vignettes, [], 1) ?? [];
        const retry =
          setFor(
            who,
            vignettes,
            first.map((id) => rated(id)),
            2,
          ) ?? [];
        expect(new Set([...first, ...retry]).size).toBe(2 * SET_SIZE);
        for (const set of [first, retry]) {
          for (const band of bandsOf(vignettes)) expect(set.filter((id) => band.includes(id))).toHaveLength(1);
        }
      }),
    );
  });

  it('are the same at every call, in whatever order the library lists them, and as they are being rated', () => {
    fc.assert(
      fc.property(person, library, fc.nat({ max: SET_SIZE }), (who, vignettes, done) => {
        const set = setFor(who, vignettes, [], 1) ?? [];
        expect(setFor(who, [...vignettes].reverse(), [], 1)).toEqual(set);
        expect(
          setFor(
            who,
            vignettes,
            set.slice(0, done).map((id) => rated(id)),
            1,
          ),
        ).toEqual(set);
      }),
    );
  });

  it('keep what is rated when the library changes meanwhile', () => {
    fc.assert(
      fc.property(person, library, library, (who, before, after) => {
        const [gone = ''] = setFor(who, before, [], 1) ?? [];
        const set = setFor(who, after, [rated(gone)], 1) ?? [];
        expect(set).toHaveLength(SET_SIZE);
        expect(set).toContain(gone);
      }),
    );
  });

  it('differ between people, and do not begin with the same band', () => {
    const sets = Array.from({ length: 400 }, (_, i) => setFor(`person-${i}`, SIX, [], 1) ?? []);
    const share = (holds: (set: string[]) => boolean) => sets.filter(holds).length / sets.length;
    for (const id of 'abcdef') expect(share((set) => set.includes(id))).toBeGreaterThan(0.4);
    for (const band of [LOW, MIDDLE, HIGH]) {
      expect(share(([first = '']) => band?.includes(first) ?? false)).toBeGreaterThan(0.26);
    }
  });

  it('are not to be had from too few', () => {
    expect(setFor('p', SIX.slice(0, 2), [], 1)).toBeNull();
    expect(
      setFor(
        'p',
        SIX.slice(0, 3),
        ['a', 'b', 'c'].map((id) => rated(id)),
        2,
      ),
    ).toBeNull();
  });
});

describe('where somebody stands in a track', () => {
  const standing = (ratings: VignetteRating[], vignettes = SIX) => trackCalibration('p', 'ml-case', vignettes, ratings);
  const first = setFor('p', SIX, [], 1) ?? [];
  const retry =
    setFor(
      'p',
      SIX,
      first.map((id) => rated(id)),
      2,
    ) ?? [];

  it('is open from the start, and counts what is rated', () => {
    expect(standing([])).toEqual({
      progress: { track: 'ml-case', standing: 'open', attempt: 1, rated: 0, result: null },
      toRate: first,
    });
    const { progress, toRate } = standing([rated(first[0] ?? '')]);
    expect(progress).toMatchObject({ standing: 'open', attempt: 1, rated: 1 });
    expect(toRate).toEqual(first.slice(1));
  });

  it('is calibrated by a first set that passes, and nothing more is asked', () => {
    const { progress, toRate } = standing(attemptOf(first, 1, GOOD));
    expect(progress).toMatchObject({ standing: 'calibrated', attempt: 1, rated: 3 });
    expect(progress.result).toMatchObject({
      attempt: 1,
      passed: true,
      scores: 6,
      exact: 4,
      withinOne: 6,
      signedError: 0,
    });
    expect(toRate).toEqual([]);
  });

  it('offers the other three once after a set that does not', () => {
    const { progress, toRate } = standing(attemptOf(first, 1, BAD));
    expect(progress).toMatchObject({ standing: 'open', attempt: 2, rated: 0, result: { attempt: 1, passed: false } });
    expect(toRate).toEqual(retry);
  });

  it('is calibrated by the retry, or used up', () => {
    const failed = attemptOf(first, 1, BAD);
    const passed = standing([...failed, ...attemptOf(retry, 2, GOOD)]);
    expect(passed.progress).toMatchObject({ standing: 'calibrated', attempt: 2, result: { passed: true } });
    const over = standing([...failed, ...attemptOf(retry, 2, BAD)]);
    expect(over).toMatchObject({ progress: { standing: 'used-up', attempt: 2, rated: 3 }, toRate: [] });
  });

  it('is unavailable where there are too few, and used up where there is no second set', () => {
    expect(standing([], SIX.slice(0, 2)).progress).toMatchObject({ standing: 'unavailable', rated: 0 });
    const only = SIX.filter(({ id }) => first.includes(id));
    expect(standing(attemptOf(first, 1, BAD), only).progress).toMatchObject({
      standing: 'used-up',
      attempt: 1,
      rated: 3,
    });
  });

  it('does not look at other tracks', () => {
    const elsewhere = attemptOf(first, 1, GOOD).map((rating) => ({ ...rating, track: 'product-sense' as const }));
    expect(standing(elsewhere)).toEqual(standing([]));
  });

  it('comes to an end, whatever somebody gives, after one set or two of what is theirs', () => {
    const given = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(person, library, given, (who, vignettes, scores) => {
        const ratings: VignetteRating[] = [];
        let next = trackCalibration(who, 'ml-case', vignettes, ratings);
        while (next.progress.standing === 'open') {
          const [id = ''] = next.toRate;
          expect(ratings.map((rating) => rating.vignette)).not.toContain(id);
          const references = vignettes.find((one) => one.id === id)?.scores ?? [];
          const pairs = references.map(({ score }): [number, number] => [scores.pop() ?? 3, score]);
          ratings.push(rated(id, next.progress.attempt, pairs));
          next = trackCalibration(who, 'ml-case', vignettes, ratings);
        }
        const { standing: at, result } = next.progress;
        expect(result && passes(result)).toBe(at === 'calibrated');
        expect(ratings).toHaveLength(SET_SIZE * (result?.attempt ?? 0));
      }),
    );
  });
});

describe('strictness', () => {
  const ratings = [
    rated('a', 1, [
      [1, 2],
      [2, 3],
    ]),
    rated(
      'b',
      1,
      [
        [3, 3],
        [2, 4],
      ],
      ['framing', 'metrics'],
    ),
    rated('c', 1, [
      [3, 3],
      [3, 4],
    ]),
  ];

  it('is nothing before the first rating', () => {
    expect(strictnessOf([])).toBeNull();
    expect(strictnessByCompetency([])).toEqual([]);
  });

  it('is the mean difference, over all and by competency', () => {
    // Differences −1 −1 0 −2 0 −1 over six scores of three answers.
    expect(strictnessOf(ratings)).toMatchObject({
      scores: 6,
      exact: 2,
      withinOne: 5,
      vignettes: 3,
      signedError: -5 / 6,
      se: 0.4 / Math.sqrt(3),
    });
    const se = (n: number) => Math.sqrt((0.4 ** 2 + 0.62 ** 2) / n);
    expect(strictnessByCompetency(ratings)).toMatchObject([
      { competency: 'framing', scores: 3, vignettes: 3, signedError: -1 / 3, se: se(3) },
      { competency: 'metrics', scores: 1, vignettes: 1, signedError: -2, se: se(1) },
      { competency: 'data', scores: 2, vignettes: 2, signedError: -1, se: se(2) },
    ]);
  });
});
