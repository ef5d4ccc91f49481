import { describe, expect, it } from 'vitest';
import { skillLines, usefulSentence } from './interviewer.presenter.js';

const as = (over: Partial<Parameters<typeof usefulSentence>[0]>) => ({
  sheets: 3,
  skills: [],
  useful: 0,
  notUseful: 0,
  ...over,
});

describe('you as interviewer', () => {
  it('shows a mean from two ratings on', () => {
    const lines = skillLines(
      as({
        skills: [
          { skill: 'clarity', mean: 5, n: 1 },
          { skill: 'fairness', mean: 4, n: 2 },
        ],
      }),
    );
    expect(lines.map(({ mean, words }) => [mean, words])).toEqual([
      [null, 'Not enough yet (1 of 2 ratings)'],
      [4, 'mean of 2 ratings'],
    ]);
  });

  it('counts what was found useful', () => {
    expect(usefulSentence(as({ useful: 17, notUseful: 4 }))).toBe(
      'Candidates found 17 of 21 items of your feedback useful.',
    );
    expect(usefulSentence(as({ notUseful: 1 }))).toContain('not useful');
    expect(usefulSentence(as({}))).toContain('Nobody has marked');
    expect(usefulSentence(as({ sheets: 0 }))).toBe('Nobody has rated you as interviewer yet.');
  });
});
