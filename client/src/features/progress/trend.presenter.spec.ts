import { describe, expect, it } from 'vitest';
import { COMPETENCIES } from '#shared/interview/competency.js';
import { competency, NOW, point } from './testing/competency.builder.js';
import { afterwards, directionOf, nearest, pathsOf, trendCharts } from './trend.presenter.js';

const scored = { shown: 'score', raters: 3, sheets: 8, estimate: 3.6, se: 0.25 } as const;
const chartOf = (over: Parameters<typeof competency>[1], range: '30' | '90' | 'all' = '90') => {
  const chart = trendCharts([competency('data', over)], range, NOW)[0];
  if (!chart) throw new Error('no chart');
  return chart;
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

  it('shows no point of what one partner alone said, and says what is missing', () => {
    const chart = chartOf({ shown: 'nothing', raters: 1, sheets: 2, points: [point(3, 4, 0.4), point(1, 4, 0.4)] });
    expect(chart.points).toEqual([]);
    expect(chart.figure).toBeNull();
    expect(chart.words.replaceAll('\u00a0', ' ')).toBe('Not enough evidence yet (1 of 2 partners)');
    expect(pathsOf(chart)).toEqual({ band: '', line: '' });
  });

  it('draws the band alone while provisional, and gives a range instead of a number', () => {
    const chart = chartOf({ ...scored, shown: 'band', se: 0.4, points: [point(9, 3, 0.4), point(1, 3.6, 0.4)] });
    expect(chart.figure).toEqual({ value: '2.9–4.3', width: 'provisional' });
    expect(pathsOf(chart).line).toBe('');
    expect(pathsOf(chart).band).not.toBe('');
    expect(afterwards(chart.points[1]!, 'band')).toBe('Band after it: 2.9 to 4.3');
  });

  it('gives a number with its width once the evidence carries it', () => {
    const chart = chartOf({ ...scored, points: [point(90, 3, 0.4), point(0, 3.6, 0.25)] });
    expect(chart.figure).toEqual({ value: '3.6', width: '± 0.4' });
    expect(chart.points.map(({ x }) => x)).toEqual([0, 1]);
    expect(pathsOf(chart).line).toBe('M0.00 50.00L100.00 35.00');
  });

  it('stays on the scale', () => {
    const [only] = chartOf({ ...scored, points: [point(1, 4.9, 0.4)] }).points;
    expect(only?.top).toBe(0);
  });

  it('shares one span of time between all charts', () => {
    const charts = trendCharts(
      [
        competency('data', { ...scored, points: [point(100, 3, 0.3)] }),
        competency('metrics', { ...scored, points: [point(50, 3, 0.3)] }),
      ],
      'all',
      NOW,
    );
    expect(charts.map((chart) => chart.points[0]?.x)).toEqual([0, 0.5]);
  });

  it('is there for all eight, ratings or not', () => {
    const charts = trendCharts(
      COMPETENCIES.map((key) => competency(key)),
      '30',
      NOW,
    );
    expect(charts).toHaveLength(8);
    expect(charts.every(({ words }) => words.startsWith('Not enough evidence yet'))).toBe(true);
  });
});

it('the nearest rating to a place on the chart', () => {
  const { points } = chartOf({ ...scored, points: [point(90, 3, 0.3), point(45, 3, 0.3), point(0, 3, 0.3)] });
  expect([0.1, 0.4, 0.9].map((x) => nearest(points, x))).toEqual([0, 1, 2]);
});
