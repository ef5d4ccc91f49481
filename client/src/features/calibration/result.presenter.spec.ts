import { describe, expect, it } from 'vitest';
import type { SetResult, TrackStanding } from '#shared/contract/calibration.js';
import { criterionLines, placeInSet, resultWords } from './result.presenter.js';

const result: SetResult = {
  attempt: 1,
  scores: 9,
  exact: 5,
  withinOne: 8,
  kappa: 0.88,
  signedError: 1 / 9,
  passed: true,
};
const standing: TrackStanding = { track: 'ml-case', standing: 'calibrated', attempt: 1, rated: 3, result };

describe('the pass rule with one’s own figures', () => {
  it('says each part in words, with what is asked for', () => {
    expect(criterionLines(result)).toEqual([
      {
        met: true,
        words: '8 of 9 scores are within one of the reference, 5 of them the same.',
        asked: 'Four in five are asked for.',
      },
      {
        met: true,
        words: 'Your scores are high where the reference is high and low where it is low.',
        asked: 'Agreement beyond chance is 0.88; 0.5 of 1 is asked for.',
      },
      { met: true, words: 'On average you are 0.11 above the reference.', asked: 'Up to 0.75 either way is fine.' },
    ]);
  });

  it('says what was not met, and rounds nothing up to a limit', () => {
    const lines = criterionLines({ ...result, withinOne: 7, kappa: 0.499, signedError: -7 / 9 });
    expect(lines.map(({ met }) => met)).toEqual([false, false, false]);
    expect(lines[1]?.words).toBe('Your scores do not yet rise and fall with the reference.');
    expect(lines[1]?.asked).toContain('is 0.49;');
    expect(lines[2]?.words).toBe('On average you are 0.78 below the reference.');
  });

  it('writes a κ below zero with a minus sign, and knows when there is none', () => {
    expect(criterionLines({ ...result, kappa: -0.21 })[1]?.asked).toContain('is −0.21;');
    expect(criterionLines({ ...result, kappa: null })[1]).toMatchObject({ met: true });
    expect(criterionLines({ ...result, kappa: null })[1]?.asked).toContain('cannot be told here');
    expect(criterionLines({ ...result, signedError: 0 })[2]?.words).toBe(
      'On average you are level with the reference.',
    );
  });
});

describe('what a set comes to', () => {
  const failed = { ...result, passed: false };
  it('is calibrated, a second try, or the end of it', () => {
    expect(resultWords(standing).title).toBe('ML case: calibrated');
    const again = resultWords({ ...standing, standing: 'open', attempt: 2, rated: 0, result: failed });
    expect(again).toMatchObject({ title: 'ML case: not yet' });
    expect(again.text).toContain('three other answers');
    const over = resultWords({ ...standing, standing: 'used-up', attempt: 2, result: { ...failed, attempt: 2 } });
    expect(over.title).toBe('ML case: not this time');
  });

  it('counts answers from one', () => {
    expect(placeInSet({ ...standing, standing: 'open', rated: 0, result: null })).toBe('Answer 1 of 3');
    expect(placeInSet({ ...standing, standing: 'open', attempt: 2, rated: 2 })).toBe('Second set, answer 3 of 3');
    expect(placeInSet(standing)).toBeNull();
  });
});
