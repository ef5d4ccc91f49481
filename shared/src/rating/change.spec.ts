import { verdictOf } from './change.js';

const at = (score: number, se = 0.2) => ({ score, se });

describe('a change', () => {
  it('is one beyond the 90 % interval of the difference, in either direction', () => {
    expect(verdictOf(at(3), at(3.5), 2)).toBe('better');
    expect(verdictOf(at(3), at(2.5), 2)).toBe('worse');
    expect(verdictOf(at(3), at(3.45), 2)).toBe('same');
    expect(verdictOf(at(3, 0.3), at(3.5), 2)).toBe('same');
  });

  it('is not told before there is anything to tell it from', () => {
    expect(verdictOf(at(3), at(4), 0)).toBe('too-early');
    expect(verdictOf(null, at(4), 3)).toBe('too-early');
    expect(verdictOf(at(3), null, 3)).toBe('too-early');
  });
});
