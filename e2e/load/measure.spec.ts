import { latenciesOf, median, percentile } from './measure.js';

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  it('are the nearest rank', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('do not depend on the order in which the answers came', () => {
    expect(latenciesOf(hundred.toReversed())).toEqual({ p50: 50, p95: 95, p99: 99 });
  });

  it('are nothing where nothing was measured', () => {
    expect(latenciesOf([])).toEqual({ p50: NaN, p95: NaN, p99: NaN });
  });

  it('of half are the median, which one bad run does not move', () => {
    expect(median([3, 900, 4])).toBe(4);
    expect(median([5])).toBe(5);
  });
});
