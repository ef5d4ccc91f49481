import fc from 'fast-check';
import { estimateOf, gapOf, runningEstimates, shownFor } from './estimate.js';

const scores = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 });

describe('estimate of one competency', () => {
  it('lies between the prior and the mean of the ratings, and grows surer with every rating', () => {
    fc.assert(
      fc.property(scores, (list) => {
        const mean = list.reduce((sum, score) => sum + score, 0) / list.length;
        const prior = estimateOf(0, 0);
        const running = runningEstimates(list);
        const last = running[running.length - 1];
        expect(last?.value).toBeGreaterThanOrEqual(Math.min(prior.value, mean) - 1e-12);
        expect(last?.value).toBeLessThanOrEqual(Math.max(prior.value, mean) + 1e-12);
        running.reduce((before, now) => {
          expect(now.se).toBeLessThan(before.se);
          return now;
        }, prior);
      }),
    );
  });

  it('does not depend on the order of the ratings', () => {
    fc.assert(
      fc.property(scores, (list) => {
        const forwards = runningEstimates(list).at(-1);
        const backwards = runningEstimates([...list].reverse()).at(-1);
        expect(forwards?.value).toBeCloseTo(backwards?.value ?? NaN, 12);
      }),
    );
  });

  it('approaches the mean with much evidence', () => {
    expect(estimateOf(4.5 * 400, 400).value).toBeCloseTo(4.5, 1);
  });

  it('claims nothing from one rater, a band from two, a score from three and a small error', () => {
    expect(shownFor(1, 9, 0.1)).toBe('nothing');
    expect(shownFor(2, 9, 0.1)).toBe('band');
    expect(shownFor(3, 2, 0.1)).toBe('band');
    expect(shownFor(3, 3, 0.31)).toBe('band');
    expect(shownFor(3, 3, 0.3)).toBe('score');
  });

  it('calls a gap blind only where its interval leaves out zero', () => {
    const peers = estimateOf(2 * 12, 12);
    expect(gapOf({ sum: 0, n: 0 }, peers, 4)).toBeNull();
    expect(gapOf({ sum: 5 * 6, n: 6 }, peers, 1)).toBeNull();
    expect(gapOf({ sum: 5 * 6, n: 6 }, peers, 4)?.blind).toBe(true);
    const near = gapOf({ sum: 3, n: 1 }, peers, 4);
    expect(near?.blind).toBe(false);
    expect(near?.value).toBeCloseTo(3 - peers.value, 12);
  });
});
