import { agreementOf, type Agreement } from './agreement.js';
import { place } from './mixed.order.js';

/** After every so many rated interviews, so many answers are asked for once more. */
export const RECHECK_EVERY = 10;
export const RECHECKS = 2;

/** When a vignette was rated, in a set or as a re-check. Epoch milliseconds. */
interface RatedAt {
  vignette: string;
  at: number;
}

/** A re-check: an answer rated after the sets are over, as the others are; `cycle` counts the tens of interviews before. */
export interface Recheck extends RatedAt {
  cycle: number;
  scores: readonly { score: number; reference: number }[];
}

export function cycleOf(interviews: number): number {
  return Math.floor(interviews / RECHECK_EVERY);
}

/**
 * The vignette that is to be rated as a re-check now, of those of one track: one that was never rated, else the one that
 * was rated longest ago, in an order that is the person's own; `null` where none is due.
 *
 * @param rated all that they have rated, in sets and in re-checks
 * @param rechecks theirs, of all tracks
 */
export function recheckDue(
  person: string,
  interviews: number,
  vignettes: readonly { id: string }[],
  rated: readonly RatedAt[],
  rechecks: readonly Pick<Recheck, 'cycle' | 'vignette'>[],
): string | null {
  const cycle = cycleOf(interviews);
  const done = rechecks.filter((each) => each.cycle === cycle).map(({ vignette }) => vignette);
  if (cycle === 0 || done.length >= RECHECKS) return null;
  const last = (id: string) => Math.max(0, ...rated.filter(({ vignette }) => vignette === id).map(({ at }) => at));
  const mixed = (id: string) => place(`${person} ${cycle}`, id);
  const [first] = vignettes
    .map(({ id }) => id)
    .filter((id) => !done.includes(id))
    .sort((a, b) => last(a) - last(b) || mixed(a) - mixed(b) || (a < b ? -1 : 1));
  return first ?? null;
}

/** What the last finished re-check came to, with the time of its last answer; `null` before the first. */
export function lastRecheck(rechecks: readonly Recheck[]): (Agreement & { at: number }) | null {
  const cycles = [...new Set(rechecks.map(({ cycle }) => cycle))].sort((a, b) => b - a);
  for (const cycle of cycles) {
    const own = rechecks.filter((each) => each.cycle === cycle);
    const agreement = own.length < RECHECKS ? null : agreementOf(own.flatMap(({ scores }) => scores));
    if (agreement) return { ...agreement, at: Math.max(...own.map(({ at }) => at)) };
  }
  return null;
}
