import { weakestOf } from './weakest.js';

const signals = (competency: 'data' | 'metrics', unprompted: number, afterCard: number, missed: number) => ({
  ...{ competency, unprompted, afterCard, missed },
});

describe('the weakest competency', () => {
  it('is the one with the lowest estimate that is shown', () => {
    const rated = [
      { competency: 'data' as const, score: 2.1, shown: 'nothing' as const },
      { competency: 'framing' as const, score: 2.9, shown: 'band' as const },
      { competency: 'metrics' as const, score: 3.4, shown: 'score' as const },
    ];
    expect(weakestOf(rated, [signals('metrics', 0, 3, 3)])).toEqual({
      competency: 'framing',
      reason: 'Of what your partners rated, Problem framing is lowest.',
    });
  });

  it('is that of the most signals prompted or missed where no estimate is shown', () => {
    const given = [signals('data', 3, 1, 1), signals('metrics', 1, 2, 0)];
    expect(weakestOf([], given)).toEqual({
      competency: 'metrics',
      reason: '2 signals of Metric judgement took a card or were missed.',
    });
  });

  it('is not guessed', () => {
    expect(weakestOf([], [signals('data', 5, 1, 0)])).toBeNull();
  });
});
