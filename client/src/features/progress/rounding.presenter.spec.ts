import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneDecimal, signed, tenthsBetween, tenthsOf, tenthsThatAddUp } from './rounding.presenter.js';

describe('a number on the page', () => {
  it('has one decimal, and no sign at zero', () => {
    expect([oneDecimal(3.649), oneDecimal(3.65), oneDecimal(-0.04)]).toEqual(['3.6', '3.7', '0.0']);
    expect([signed(0.31), signed(-0.26), signed(-0.02)]).toEqual(['+\u00a00.3', '−\u00a00.3', '0.0']);
  });
});

describe('a change', () => {
  it('is what lies between both ends as they are shown', () => {
    const [then, now] = [3.96, 3.937];
    expect([oneDecimal(then), oneDecimal(now), tenthsBetween(then, now)]).toEqual(['4.0', '3.9', -1]);
    expect([oneDecimal(4.05), oneDecimal(4.449), tenthsBetween(4.05, 4.449)]).toEqual(['4.1', '4.4', 3]);
  });
});

describe('terms of a sum', () => {
  it('give way where rounding alone would not add up', () => {
    expect(tenthsThatAddUp([3.42, 0.14, 0.12], 3.68)).toEqual([34, 2, 1]);
    expect(tenthsThatAddUp([3.5, 0.3], 3.8)).toEqual([35, 3]);
  });

  it('add up to the shown sum whatever they are, none further off than a tenth', () => {
    const term = fc.double({ min: -2, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 8 }), (terms) => {
        const sum = terms.reduce((all, each) => all + each, 0);
        const tenths = tenthsThatAddUp(terms, sum);
        expect(tenths.reduce((all, each) => all + each, 0)).toBe(tenthsOf(sum));
        terms.forEach((each, index) => expect(Math.abs(each * 10 - (tenths[index] ?? 0))).toBeLessThan(1.001));
      }),
    );
  });
});
