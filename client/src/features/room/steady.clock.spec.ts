import { describe, expect, it } from 'vitest';
import { steadyClock } from './steady.clock.js';

describe('steadyClock', () => {
  it('says no more time than the round had when it has just begun', () => {
    expect(steadyClock(3_000, 897_000)).toEqual({ elapsedMs: 0, remainingMs: 900_000 });
  });

  it('stands still between its steps, and loses no time over them', () => {
    expect(steadyClock(19_999, 880_001)).toEqual(steadyClock(10_000, 890_000));
    expect(steadyClock(20_000, 880_000)).toEqual({ elapsedMs: 20_000, remainingMs: 880_000 });
  });
});
