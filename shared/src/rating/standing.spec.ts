import { normalShare } from './normal.js';
import { bandsFor, percentilesWithin } from './standing.js';

describe('the bands of a score', () => {
  it.each([
    [2, 0.3, 'developing', 'developing'],
    [3, 0.3, 'solid', 'solid'],
    [3.9, 0.3, 'strong', 'strong'],
    [2.5, 0.3, 'developing', 'solid'],
    [2.65, 0.3, 'developing', 'solid'],
    [2.66, 0.3, 'solid', 'solid'],
    [3.5, 0.4, 'solid', 'strong'],
    [3, 0.6, 'developing', 'solid'],
    [3, 3, 'developing', 'strong'],
  ])('%d ± %d is %s to %s', (score, se, from, to) => {
    expect(bandsFor({ score, se })).toEqual({ from, to });
  });
});

describe('percentiles', () => {
  it('are where both ends of the 90 % interval lie', () => {
    const { from, to } = percentilesWithin({ score: 3, se: 0.2 }, { mean: 3, variance: 0.04 });
    expect(from).toBeCloseTo(5, 1);
    expect(to).toBeCloseTo(95, 1);
    expect(percentilesWithin({ score: 4, se: 0.1 }, { mean: 3, variance: 0.04 }).from).toBeGreaterThan(99);
  });
});

it('knows the normal distribution to six digits', () => {
  expect(normalShare(0)).toBeCloseTo(0.5, 6);
  expect(normalShare(1.959964)).toBeCloseTo(0.975, 6);
  expect(normalShare(-1.644854)).toBeCloseTo(0.05, 6);
});
