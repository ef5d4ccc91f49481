import { type CompetencyProgress, type HistoryPoint, type Progress, RANGES } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { LEVEL_NAMES, TRACK_NAMES } from '#shared/interview/track.js';
import { dateOf, longDateOf } from '../../ui/dates.js';
import { DAY_MS } from './dates.presenter.js';
import { halfWidth, spanOf } from './evidence.presenter.js';
import type { Range } from './range.presenter.js';
import { oneDecimal, signedTenths, tenthsBetween } from './rounding.presenter.js';

type Shown = CompetencyProgress['shown'];

/** The narrowest span of time that is drawn. */
const SPAN_MIN_MS = 14 * DAY_MS;

/** The estimate after one sheet, and what is behind it. */
export interface Mark {
  at: number;
  room: string;
  about: string;
  raw: number;
  score: number;
  half: number;
}

export interface Span {
  from: number;
  to: number;
}

/** What stood some time ago. */
export interface Earlier {
  at: number;
  score: number;
}

/**
 * All charts share one span of time, so that they can be compared at a glance. It begins with the range, or with the
 * first rating there is: time before that says nothing. `points` come newest first; `more` where there are earlier ones.
 */
export function spanIn(points: readonly HistoryPoint[], range: Range, now: number, more: boolean): Span {
  const days = RANGES[range];
  const first = Math.min(points.at(-1)?.at ?? now, now - SPAN_MIN_MS);
  if (days === null) return { from: first, to: now };
  const start = now - days * DAY_MS;
  return { from: more ? start : Math.max(start, first), to: now };
}

/** The estimates after each sheet of the span, oldest first: overall, or of one competency where the sheet scored it. */
export function marksIn(points: readonly HistoryPoint[], span: Span, competency: Competency | null): Mark[] {
  return points
    .filter(({ at }) => at >= span.from && at <= span.to)
    .flatMap((point) => {
      const found = competency === null ? point : point.scores.find((each) => each.competency === competency);
      if (!found) return [];
      const about = `${TRACK_NAMES[point.track]}, ${LEVEL_NAMES[point.level].toLowerCase()}`;
      return [{ at: point.at, room: point.room, about, raw: found.raw, score: found.score, half: halfWidth(found.se) }];
    })
    .reverse();
}

/** The estimate that stood so many days ago; `null` where there was none, or where it is not among the points. */
export function earlierOf(
  points: readonly HistoryPoint[],
  days: number,
  now: number,
  competency: Competency | null,
): Earlier | null {
  const then = now - days * DAY_MS;
  for (const point of points) {
    if (point.at > then) continue;
    const found = competency === null ? point : point.scores.find((each) => each.competency === competency);
    if (found) return { at: then, score: found.score };
  }
  return null;
}

/** Whether enough was loaded to say what stood so many days ago of everything that is shown at all. */
export function reachesBack(
  points: readonly HistoryPoint[],
  days: number,
  now: number,
  competencies: readonly CompetencyProgress[],
): boolean {
  return competencies
    .filter(({ shown }) => shown !== 'nothing')
    .every(({ competency }) => earlierOf(points, days, now, competency) !== null);
}

/** What stood after a sheet, as far as the evidence carries it. */
export function afterwards({ score, half }: Mark, shown: Shown): string {
  return shown === 'score'
    ? `Estimate after it: ${oneDecimal(score)} ± ${oneDecimal(half)}`
    : `Band after it: ${spanOf(score, half)}`;
}

/** The same for who hears it. */
export function markLabel(mark: Mark, shown: Shown): string {
  return `${longDateOf(mark.at)}, ${mark.about}: given ${oneDecimal(mark.raw)}. ${afterwards(mark, shown)}`;
}

/** Rows of the table behind the large chart, newest first. */
export function historyTable(points: readonly HistoryPoint[], span: Span, shown: Shown): string[][] {
  return marksIn(points, span, null)
    .reverse()
    .map((mark) => [
      dateOf(mark.at),
      mark.about,
      oneDecimal(mark.raw),
      shown === 'score' ? `${oneDecimal(mark.score)} ± ${oneDecimal(mark.half)}` : spanOf(mark.score, mark.half),
    ]);
}

/** How far back what was loaded reaches, in words; empty where it is all there is in the range. */
export function reachWords(points: readonly HistoryPoint[], range: Range, now: number, more: boolean): string {
  const oldest = points.at(-1)?.at;
  const days = RANGES[range];
  if (!more || oldest === undefined || (days !== null && oldest <= now - days * DAY_MS)) return '';
  return `These are your ${points.length} latest ratings, back to ${dateOf(oldest)}.`;
}

/** So many changes are named. */
const NAMED = 3;

/** What changed against so many days ago, the largest first, in a sentence. */
export function changesSince(
  { overall, competencies }: Pick<Progress, 'overall' | 'competencies'>,
  points: readonly HistoryPoint[],
  days: number,
  now: number,
): string {
  const since = (shown: Shown, estimate: number | null, competency: Competency | null) => {
    const then = earlierOf(points, days, now, competency);
    return shown === 'nothing' || estimate === null || !then
      ? null
      : { by: estimate - then.score, tenths: tenthsBetween(then.score, estimate) };
  };
  const whole = since(overall.shown, overall.score, null);
  const parts = competencies
    .flatMap(({ competency, shown, estimate }) => {
      const change = since(shown, estimate, competency);
      return change === null ? [] : [{ name: COMPETENCY_NAMES[competency], ...change }];
    })
    .sort((a, b) => Math.abs(b.tenths) - Math.abs(a.tenths) || Math.abs(b.by) - Math.abs(a.by))
    .slice(0, NAMED);
  if (whole === null && parts.length === 0) return `Nothing is known of you ${days} days ago.`;
  const named = parts.filter(({ tenths }) => tenths !== 0).map(({ name, tenths }) => `${name} ${signedTenths(tenths)}`);
  const most = named.length > 0 ? `Most changed: ${named.join(', ')}.` : '';
  const none = parts.length > 0 ? 'No competency has changed by a tenth.' : '';
  return [
    `Against ${days} days ago: overall ${whole === null ? 'not known then' : signedTenths(whole.tenths)}.`,
    most || none,
  ]
    .filter(Boolean)
    .join(' ');
}
