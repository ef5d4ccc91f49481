import { type CompetencyProgress, RANGES } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { figureOf, halfWidth, notEnough, onScale } from './evidence.presenter.js';
import { type Range, spanWords } from './range.presenter.js';

const DAY_MS = 86_400_000;
/** The narrowest span of time that is drawn. */
const SPAN_MIN_MS = 14 * DAY_MS;

/** A rating on the chart: shares of its width and height from the top left, and what is behind it. */
export interface TrendPoint {
  x: number;
  y: number;
  top: number;
  bottom: number;
  at: number;
  room: string;
  raw: number;
  estimate: number;
  half: number;
}

export interface TrendChart {
  competency: Competency;
  name: string;
  figure: { value: string; width: string } | null;
  words: string;
  /** `score` draws line and band, `band` the band alone. */
  shown: CompetencyProgress['shown'];
  points: TrendPoint[];
}

export type Direction = 'up' | 'down' | 'steady' | null;

/**
 * Whether something moved: the latest estimate lies outside the interval that stood at the first rating in view. `null`
 * where there is nothing to compare.
 */
export function directionOf({ shown, points }: CompetencyProgress): Direction {
  const [first, last] = [points[0], points.at(-1)];
  if (shown === 'nothing' || !first || !last || first === last) return null;
  const change = last.estimate - first.estimate;
  if (Math.abs(change) <= halfWidth(first.se)) return 'steady';
  return change > 0 ? 'up' : 'down';
}

/** All charts share one span of time and one scale, so that they can be compared at a glance. */
export function trendCharts(competencies: readonly CompetencyProgress[], range: Range, now: number): TrendChart[] {
  const span = spanOf(competencies, range, now);
  return competencies.map((entry) => ({
    competency: entry.competency,
    name: COMPETENCY_NAMES[entry.competency],
    figure: figureOf(entry),
    words: wordsOf(entry, range),
    shown: entry.shown,
    points: entry.shown === 'nothing' ? [] : entry.points.map((point) => place(point, span)),
  }));
}

function spanOf(competencies: readonly CompetencyProgress[], range: Range, now: number): { from: number; to: number } {
  const days = RANGES[range];
  if (days !== null) return { from: now - days * DAY_MS, to: now };
  const first = Math.min(now - SPAN_MIN_MS, ...competencies.flatMap(({ points }) => points.map(({ at }) => at)));
  return { from: first, to: now };
}

function place(point: CompetencyProgress['points'][number], { from, to }: { from: number; to: number }): TrendPoint {
  const half = halfWidth(point.se);
  const y = (value: number) => (5 - onScale(value)) / 4;
  return {
    x: Math.min(1, Math.max(0, (point.at - from) / (to - from))),
    y: y(point.estimate),
    top: y(point.estimate + half),
    bottom: y(point.estimate - half),
    at: point.at,
    room: point.room,
    raw: point.raw,
    estimate: point.estimate,
    half,
  };
}

function wordsOf(entry: CompetencyProgress, range: Range): string {
  if (entry.shown === 'nothing') return notEnough(entry);
  if (entry.points.length === 0) return `no rating ${spanWords(range)}`;
  const direction = directionOf(entry);
  if (direction === null) return entry.points.length === 1 ? 'one rating' : '';
  return direction === 'steady' ? 'no change beyond chance' : `${direction} ${spanWords(range)}`;
}

/** The nearest point to a share of the width. */
export function nearest(points: readonly TrendPoint[], x: number): number {
  return points.reduce(
    (best, point, index) => (Math.abs(point.x - x) < Math.abs((points[best]?.x ?? Infinity) - x) ? index : best),
    0,
  );
}

/** Band and line as paths in a box of 100 by 100. A single rating has a band as wide as a finger, and no line. */
export function pathsOf({ points, shown }: TrendChart): { band: string; line: string } {
  const spot = (x: number, y: number) => `${(x * 100).toFixed(2)} ${(y * 100).toFixed(2)}`;
  const only = points.length === 1 ? points[0] : undefined;
  const wide = only
    ? [
        { ...only, x: only.x - 0.02 },
        { ...only, x: only.x + 0.02 },
      ]
    : points;
  if (wide.length === 0) return { band: '', line: '' };
  const edge = [...wide.map(({ x, top }) => spot(x, top)), ...wide.map(({ x, bottom }) => spot(x, bottom)).reverse()];
  const line = shown === 'score' && points.length > 1 ? `M${points.map(({ x, y }) => spot(x, y)).join('L')}` : '';
  return { band: `M${edge.join('L')}Z`, line };
}

/** What stood after a rating, as far as the evidence carries it. */
export function afterwards({ estimate, half }: TrendPoint, shown: CompetencyProgress['shown']): string {
  if (shown === 'score') return `Estimate after it: ${estimate.toFixed(1)} ± ${half.toFixed(1)}`;
  return `Band after it: ${onScale(estimate - half).toFixed(1)} to ${onScale(estimate + half).toFixed(1)}`;
}

/** The same point for a screen reader. */
export function pointLabel(point: TrendPoint, shown: CompetencyProgress['shown']): string {
  const date = new Date(point.at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return `${date}: given ${point.raw}. ${afterwards(point, shown)}`;
}

/** Rows for the table: competency, the claim, ratings, partners, and what happened in the range. */
export function trendTable(competencies: readonly CompetencyProgress[], range: Range): string[][] {
  return competencies.map((entry) => {
    const figure = figureOf(entry);
    const now = figure ? `${figure.value} ${figure.width}` : '–';
    return [COMPETENCY_NAMES[entry.competency], now, `${entry.sheets}`, `${entry.raters}`, wordsOf(entry, range)];
  });
}
