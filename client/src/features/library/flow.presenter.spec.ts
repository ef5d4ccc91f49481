import { describe, expect, it } from 'vitest';
import { exercisesOf, glanceOf, kickerOf, pastOf, rightOf, stageOf } from './flow.presenter.js';
import { flow, knows } from './testing/flow.builder.js';

describe('the page of a flow', () => {
  it.each([
    ['fresh', knows()],
    ['seen', knows({ seen: true })],
    ['studying', knows({ seen: true, briefOpenedAt: 1 })],
    ['earned', knows({ seen: true, briefOpenedAt: 1, licensedAt: 2, earned: true })],
    ['earned', knows({ seen: true, earned: true, interviewedAt: 2 })],
  ] as const)('is %s by what is known', (stage, knowledge) => {
    expect(stageOf(knowledge)).toBe(stage);
  });

  it('says what the flow is and consists of', () => {
    expect(kickerOf(flow())).toBe('ML case · retail');
    expect(glanceOf(flow())).toEqual([
      { term: 'Level', text: 'Any level' },
      { term: 'Length', text: '30 minutes, or 15' },
      { term: 'Steps', text: '6, 5 in the short one' },
      { term: 'Cards', text: '22, with 3 twists' },
      { term: 'Facts to ask for', text: '9' },
    ]);
    const same = flow({ steps: { full: 6, short: 6 }, cards: { followUps: 8, twists: 1, hints: 1 } });
    expect(glanceOf(same).map(({ text }) => text)).toContain('6');
    expect(glanceOf(same).map(({ text }) => text)).toContain('10, with 1 twist');
  });

  it('names what it exercises, with the question of the rubric once that is there', () => {
    expect(exercisesOf(['framing'], undefined)).toEqual([{ key: 'framing', name: 'Problem framing', question: null }]);
  });

  it('tells what one had to do with it, latest first', () => {
    const day = 86_400_000;
    expect(pastOf(knows({ briefOpenedAt: day, licensedAt: 2 * day, takenAt: 40 * day }))).toEqual([
      'Taken as candidate on 10 February 1970',
      'Check passed on 3 January 1970',
      'Brief opened on 2 January 1970',
    ]);
    expect(pastOf(knows())).toEqual([]);
  });

  it('says what one may do with it', () => {
    expect(rightOf(knows({ earned: true, mayInterview: true }))).toBe('You may interview with this flow.');
    expect(rightOf(knows({ earned: true, interviewedAt: 1 }))).toContain('You have interviewed with this flow.');
    expect(rightOf(knows({ earned: true, takenAt: 1 }))).toContain('Pass the check of this version');
    expect(rightOf(knows({ earned: true }))).toContain('Pass the check of this version');
  });
});
