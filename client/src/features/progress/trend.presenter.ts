import type { CompetencyProgress, HistoryPoint } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { figureOf, halfWidth, notEnough } from './evidence.presenter.js';
import { type Earlier, earlierOf, type Mark, marksIn, type Span } from './history.presenter.js';
import { type Range, spanWords } from './range.presenter.js';
import { oneDecimal, signedTenths, tenthsBetween } from './rounding.presenter.js';

export interface Trend {
  competency: Competency;
  name: string;
  figure: { value: string; width: string } | null;
  words: string;
  /** `score` draws line and band, `band` the band alone. */
  shown: CompetencyProgress['shown'];
  stands: CompetencyProgress['stands'];
  marks: Mark[];
  earlier: Earlier | null;
  /** What is claimed today. */
  now: { score: number; half: number } | null;
  /** How it changed against one's earlier self; empty without the comparison. */
  change: string;
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

export interface Comparison {
  days: number;
  now: number;
}

/** The eight over time: on one scale, over one span. */
export function trendsOf(
  competencies: readonly CompetencyProgress[],
  points: readonly HistoryPoint[],
  span: Span,
  range: Range,
  comparison: Comparison | null,
): Trend[] {
  return competencies.map((entry) => {
    const { competency, shown, stands, estimate, se } = entry;
    const known = shown !== 'nothing';
    const earlier = known && comparison ? earlierOf(points, comparison.days, comparison.now, competency) : null;
    return {
      competency,
      name: COMPETENCY_NAMES[competency],
      figure: figureOf(entry),
      words: wordsOf(entry, range),
      shown,
      stands,
      marks: known ? marksIn(points, span, competency) : [],
      earlier,
      now: known && estimate !== null && se !== null ? { score: estimate, half: halfWidth(se) } : null,
      change: comparison && known ? changeWords(entry, earlier, comparison.days) : '',
    };
  });
}

function changeWords({ estimate }: CompetencyProgress, earlier: Earlier | null, days: number): string {
  if (estimate === null) return '';
  if (!earlier) return `nothing known ${days} days ago`;
  return `${oneDecimal(earlier.score)} then, ${signedTenths(tenthsBetween(earlier.score, estimate))} since`;
}

function wordsOf(entry: CompetencyProgress, range: Range): string {
  if (entry.shown === 'nothing') return notEnough(entry);
  if (entry.points.length === 0) return `no rating ${spanWords(range)}`;
  const direction = directionOf(entry);
  if (direction === null) return entry.points.length === 1 ? 'one rating' : '';
  return direction === 'steady' ? 'no change beyond chance' : `${direction} ${spanWords(range)}`;
}

/** Rows for the table: competency, the claim, ratings, partners, what happened in the range, and whether it stands out. */
export function trendTable(
  competencies: readonly CompetencyProgress[],
  trends: readonly Trend[],
  compared: boolean,
): string[][] {
  return trends.map(({ competency, name, figure, words, stands, change }) => {
    const entry = competencies.find((each) => each.competency === competency);
    const now = figure ? `${figure.value} ${figure.width}` : '–';
    const row = [name, now, `${entry?.sheets ?? 0}`, `${entry?.raters ?? 0}`, words, stands ?? '–'];
    return compared ? [...row, change || '–'] : row;
  });
}
