import { describe, expect, it } from 'vitest';
import { COMPETENCIES } from '#shared/interview/competency.js';
import { competency, DAY, historyPoint, NOW, point } from './testing/competency.builder.js';
import { directionOf, trendsOf, trendTable } from './trend.presenter.js';

const scored = { shown: 'score', raters: 3, sheets: 8, estimate: 3.6, se: 0.25 } as const;
const SPAN = { from: NOW - 90 * DAY, to: NOW };
const HISTORY = [historyPoint(1, 3.6, 0.25, { data: 3.6 }), historyPoint(60, 3, 0.4, { data: 3 })];
const trendOf = (over: Parameters<typeof competency>[1], days: number | null = null) => {
  const comparison = days === null ? null : { days, now: NOW };
  const trend = trendsOf([competency('data', over)], HISTORY, SPAN, '90', comparison)[0];
  if (!trend) throw new Error('no trend');
  return trend;
};

describe('a trend', () => {
  it('moved when the latest estimate lies outside the interval that stood at the first', () => {
    const moved = (to: number) =>
      directionOf(competency('data', { ...scored, points: [point(9, 3, 0.3), point(1, to, 0.2)] }));
    expect(moved(3.6)).toBe('up');
    expect(moved(3.4)).toBe('steady');
    expect(moved(2.4)).toBe('down');
  });

  it('of one rating, or of one partner, has no direction', () => {
    expect(directionOf(competency('data', { ...scored, points: [point(1, 5, 0.1)] }))).toBeNull();
    const points = [point(9, 1, 0.1), point(1, 5, 0.1)];
    expect(directionOf(competency('data', { ...scored, shown: 'nothing', points }))).toBeNull();
  });

  it('shows no mark of what one partner alone said, and says what is missing', () => {
    const trend = trendOf({ shown: 'nothing', raters: 1, sheets: 2 }, 30);
    expect(trend).toMatchObject({ marks: [], figure: null, earlier: null, change: '' });
    expect(trend.words.replaceAll('\u00a0', ' ')).toBe('Not enough evidence yet (1 of 2 partners)');
  });

  it('gives a range instead of a number while provisional', () => {
    const trend = trendOf({ ...scored, shown: 'band', se: 0.4 });
    expect(trend.figure).toEqual({ value: '2.9–4.3', width: 'provisional' });
    expect(trend.marks).toHaveLength(2);
  });

  it('gives a number with its width once the evidence carries it', () => {
    expect(trendOf(scored).figure).toEqual({ value: '3.6', width: '± 0.4' });
  });

  it('says how it changed against one’s earlier self, or that nothing is known of it', () => {
    expect(trendOf(scored, 30).change).toBe('3.0 then, +\u00a00.6 since');
    expect(trendOf(scored, 90).change).toBe('nothing known 90 days ago');
  });

  it('is there for all eight, ratings or not, in the table too', () => {
    const entries = COMPETENCIES.map((key) => competency(key));
    const trends = trendsOf(entries, [], SPAN, '30', null);
    expect(trends).toHaveLength(8);
    expect(trends.every(({ words }) => words.startsWith('Not enough evidence yet'))).toBe(true);
    expect(trendTable(entries, trends, false)[0]).toHaveLength(6);
    expect(trendTable(entries, trends, true)[0]).toHaveLength(7);
  });
});
