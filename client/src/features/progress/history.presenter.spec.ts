import { describe, expect, it } from 'vitest';
import {
  afterwards,
  changesSince,
  earlierOf,
  historyTable,
  markLabel,
  marksIn,
  reachesBack,
  reachWords,
  spanIn,
} from './history.presenter.js';
import { competency, DAY, historyPoint, NOW, progressOf } from './testing/competency.builder.js';

/** Newest first, as they come. */
const POINTS = [
  historyPoint(1, 3.6, 0.2, { data: 3.8, framing: 3.1 }),
  historyPoint(40, 3.2, 0.3, { data: 3.3 }),
  historyPoint(100, 3, 0.4, { framing: 2.9 }),
];
const ALL = spanIn(POINTS, 'all', NOW, false);

describe('the history', () => {
  it('spans its range, or what there is of it, and never less than two weeks', () => {
    expect(spanIn(POINTS, '30', NOW, false)).toEqual({ from: NOW - 30 * DAY, to: NOW });
    expect(ALL.from).toBe(NOW - 100 * DAY);
    expect(spanIn(POINTS.slice(0, 2), '90', NOW, false).from).toBe(NOW - 40 * DAY);
    expect(spanIn(POINTS.slice(0, 2), '90', NOW, true).from).toBe(NOW - 90 * DAY);
    expect(spanIn(POINTS.slice(0, 1), 'all', NOW, false).from).toBe(NOW - 14 * DAY);
  });

  it('is drawn oldest first, a competency only where it was scored', () => {
    expect(marksIn(POINTS, ALL, null).map(({ score }) => score)).toEqual([3, 3.2, 3.6]);
    expect(marksIn(POINTS, ALL, 'data').map(({ score }) => score)).toEqual([3.3, 3.8]);
    expect(marksIn(POINTS, spanIn(POINTS, '30', NOW, false), 'framing')).toHaveLength(1);
  });

  it('says a point as a number or as a band, as far as the evidence carries', () => {
    const [, , mark] = marksIn(POINTS, ALL, null);
    if (!mark) throw new Error('no mark');
    expect(afterwards(mark, 'score')).toBe('Estimate after it: 3.6 ± 0.3');
    expect(markLabel(mark, 'band')).toBe('23 November 2025, ML case, mid: given 3.0. Band after it: 3.3–3.9');
    expect(historyTable(POINTS, ALL, 'score')[0]).toEqual(['23 Nov 2025', 'ML case, mid', '3.0', '3.6 ± 0.3']);
  });

  it('says how far back it reaches only where there is more in the range', () => {
    expect(reachWords(POINTS, 'all', NOW, true)).toBe('These are your 3 latest ratings, back to 16 Aug 2025.');
    expect(reachWords(POINTS, '90', NOW, true)).toBe('');
    expect(reachWords(POINTS, 'all', NOW, false)).toBe('');
  });
});

describe('one’s earlier self', () => {
  it('is the last estimate before that day', () => {
    expect(earlierOf(POINTS, 30, NOW, 'data')).toEqual({ at: NOW - 30 * DAY, score: 3.3 });
    expect(earlierOf(POINTS, 30, NOW, 'framing')?.score).toBe(2.9);
    expect(earlierOf(POINTS, 90, NOW, 'data')).toBeNull();
  });

  it('is looked for until it is known of everything that is shown', () => {
    const shown = [competency('data', { shown: 'band' }), competency('metrics')];
    expect(reachesBack(POINTS, 30, NOW, shown)).toBe(true);
    expect(reachesBack(POINTS, 90, NOW, shown)).toBe(false);
  });

  it('is compared in a sentence, the largest change first', () => {
    const scored = { shown: 'score', se: 0.2 } as const;
    const progress = progressOf([
      competency('data', { ...scored, estimate: 3.8 }),
      competency('framing', { ...scored, estimate: 3.1 }),
    ]);
    progress.overall = { ...progress.overall, shown: 'score', score: 3.6, se: 0.2 };
    expect(changesSince(progress, POINTS, 30, NOW).replaceAll('\u00a0', ' ')).toBe(
      'Against 30 days ago: overall + 0.4. Most changed: Data scepticism + 0.5, Problem framing + 0.2.',
    );
    const still = progressOf([competency('data', { ...scored, estimate: 3.31 })]);
    expect(changesSince(still, POINTS, 30, NOW)).toContain('overall not known then. No competency has changed');
    expect(changesSince(progressOf([]), POINTS, 30, NOW)).toBe('Nothing is known of you 30 days ago.');
  });
});
