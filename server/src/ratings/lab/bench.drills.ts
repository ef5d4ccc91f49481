import { COMPETENCIES } from '#shared/interview/competency.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** One person in so many has a drill, and one in so many of those has let it pass. */
const DRILLED_ONE_IN = 5;
const LAPSED_ONE_IN = 3;
const ENDED = 3;
const WEEK_MS = 7 * DAY_MS;

export type DrillKind = 'none' | 'open' | 'lapsed';

/** Who has a drill, by their number: the same people every time. Pure. */
export function drillKindOf(number: number): DrillKind {
  if (number % DRILLED_ONE_IN !== 0) return 'none';
  return (number / DRILLED_ONE_IN) % LAPSED_ONE_IN === 0 ? 'lapsed' : 'open';
}

/** Times are epoch milliseconds. */
export interface DrillTimes {
  since: number;
  from: number;
  until: number;
}

/** When a drill that is open today was begun, and until when it is. Pure. */
export function openDrill(now: number): DrillTimes {
  return { since: now - 3 * DAY_MS, from: now - DAY_MS, until: now + 6 * DAY_MS };
}

/** From when on a drill has lapsed that was begun right after somebody's last session. */
const LAPSES_AFTER_MS = 2 * WEEK_MS + 2 * DAY_MS;

/** A drill that was begun after somebody's last session and came to nothing; `null` where that is too short ago. Pure. */
export function lapsedDrill(last: number, now: number): DrillTimes | null {
  if (last + LAPSES_AFTER_MS > now) return null;
  return { since: last + MINUTE_MS, from: last + WEEK_MS, until: last + 2 * WEEK_MS };
}

/** Drills that were done before, each two weeks after the other, the last one some time before `now`. Pure. */
export function endedDrills(first: number, now: number): { competency: string; since: number; ended: number }[] {
  return COMPETENCIES.slice(0, ENDED).map((competency, index) => {
    const since = Math.max(first, now - (ENDED - index + 2) * 2 * WEEK_MS);
    return { competency, since, ended: since + WEEK_MS };
  });
}
