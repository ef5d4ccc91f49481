const DAY_MS = 86_400_000;
/** Spaced practice: a week after the last session at the earliest, and two at the latest. */
const FROM_DAYS = 7;
const WINDOW_DAYS = 7;

/** Where somebody has named no time zone. */
const ANY_ZONE = 'UTC';

/** A drill as the rule sees it. Times are epoch milliseconds. */
interface DrillTerms {
  since: number;
  from: number;
  until: number;
  flow: string | null;
}

/** A round in which somebody was rated on a drill's competency: when it was over, and with which flow it was held. */
export interface ScoredRound {
  at: number;
  flow: string | null;
}

export interface Evidence {
  rated: readonly ScoredRound[];
  /** A session of theirs that was not over when the drill was begun may still be rated. */
  awaiting: boolean;
}

/** Now, and where they are: days are those of their calendar. */
interface Today {
  now: number;
  zone: string | null;
}

/** `held`: nothing of it is changed for now. */
export type Fate = 'done' | 'held' | 'lapsed' | 'open';

/**
 * What becomes of a drill.
 *
 * - It is **done** by a round that was over after the drill was begun, that was rated on its competency, and that was
 *   held on its `from` day or later or, whenever that was, with the drill's own flow. One on a later day than `until`
 *   is one, too, where it finds the drill still open.
 * - Else it is **held** while a session since may still be rated: neither its flow nor its time is changed before it is
 *   clear that this one was not it.
 * - Else it has **lapsed** when its `until` day is over: it is forgotten, and the competency that is weakest by then is
 *   suggested anew from today on.
 * - Else it is **open**: its flow is chosen anew where it was played without being rated, or read; what was measured when
 *   it was begun stays.
 *
 * What counts is when a round was held and never when it was compiled: the order in which compiles come, and how often
 * this is asked, change nothing. Pure.
 */
export function fateOf(drill: DrillTerms, { rated, awaiting }: Evidence, { now, zone }: Today): Fate {
  const dayOf = calendarOf(zone);
  const from = dayOf(drill.from);
  const ends = ({ at, flow }: ScoredRound): boolean =>
    at > drill.since && (dayOf(at) >= from || (drill.flow !== null && flow === drill.flow));
  if (rated.some(ends)) return 'done';
  if (awaiting) return 'held';
  return dayOf(now) > dayOf(drill.until) ? 'lapsed' : 'open';
}

/**
 * When a drill that is begun now does most: a week after their last session, and for a week; where that week has begun
 * already, from now on. `last`: when that was, rated by now or not; `null` where there was none. Pure.
 */
export function windowFrom(last: number | null, now: number): { from: Date; until: Date } {
  const from = Math.max(now, (last ?? now) + FROM_DAYS * DAY_MS);
  return { from: new Date(from), until: new Date(from + WINDOW_DAYS * DAY_MS) };
}

/** Days as text that sorts as they follow each other. */
function calendarOf(zone: string | null): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone ?? ANY_ZONE });
  return (at) => format.format(at);
}
