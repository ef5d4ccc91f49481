import type { CompetencyProgress } from '#shared/contract/progress.js';
import { Z90 } from '#shared/rating/shown.js';
import { oneDecimal } from './rounding.presenter.js';

/** How many partners it takes before anything is claimed. */
const RATERS_NEEDED = 2;

const RATERS_OF_A_NUMBER = 3;

const NO_BREAK = '\u00a0';

/** Half the width of the 90 % interval. */
export function halfWidth(se: number): number {
  return Z90 * se;
}

/** Kept on the scale of 1 to 5. */
export function onScale(value: number): number {
  return Math.min(5, Math.max(1, value));
}

/** How far something has come of what it takes, in one piece: `2 of 3 ratings`. */
export function soMany(have: number, need: number, of: string): string {
  return [Math.min(have, need), 'of', need, of].filter((word) => word !== '').join(NO_BREAK);
}

/** Why nothing is claimed yet: how many partners there are, and how many it takes. */
export function notEnough({ raters }: Pick<CompetencyProgress, 'raters'>): string {
  return `Not enough evidence yet (${soMany(raters, RATERS_NEEDED, 'partners')})`;
}

/** What a number takes where the evidence carries a band. */
export function numberFollows({ raters }: Pick<CompetencyProgress, 'raters'>): string {
  return raters < RATERS_OF_A_NUMBER
    ? 'A number follows when three partners and enough ratings carry it.'
    : 'A number follows once the ratings pin it down to half a point either way.';
}

interface Claim {
  shown: CompetencyProgress['shown'];
  estimate: number | null;
  se: number | null;
}

/** The claim that the evidence carries, in figures: a score with its width, a band, or nothing. */
export function figureOf({ shown, estimate, se }: Claim): { value: string; width: string } | null {
  if (shown === 'nothing' || estimate === null || se === null) return null;
  const half = halfWidth(se);
  if (shown === 'score') return { value: oneDecimal(estimate), width: `± ${oneDecimal(half)}` };
  return { value: spanOf(estimate, half), width: 'provisional' };
}

/** `2.9–4.3`, as far as the scale goes. */
export function spanOf(value: number, half: number): string {
  return `${oneDecimal(onScale(value - half))}–${oneDecimal(onScale(value + half))}`;
}
