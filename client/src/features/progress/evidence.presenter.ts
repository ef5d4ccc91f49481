import type { CompetencyProgress } from '#shared/contract/progress.js';
import { Z90 } from '#shared/rating/shown.js';

/** How many partners it takes before anything is claimed. */
const RATERS_NEEDED = 2;

const NO_BREAK = '\u00a0';

/** Half the width of the 90 % interval. */
export function halfWidth(se: number): number {
  return Z90 * se;
}

/** Kept on the scale of 1 to 5. */
export function onScale(value: number): number {
  return Math.min(5, Math.max(1, value));
}

/** Why nothing is claimed yet: how many partners there are, and how many it takes. */
export function notEnough({ raters }: Pick<CompetencyProgress, 'raters'>): string {
  return `Not enough evidence yet (${[Math.min(raters, RATERS_NEEDED), 'of', RATERS_NEEDED, 'partners'].join(NO_BREAK)})`;
}

/** The claim that the evidence carries, in figures: a score with its width, a band, or nothing. */
export function figureOf({ shown, estimate, se }: CompetencyProgress): { value: string; width: string } | null {
  if (shown === 'nothing' || estimate === null || se === null) return null;
  const half = halfWidth(se);
  if (shown === 'score') return { value: estimate.toFixed(1), width: `± ${half.toFixed(1)}` };
  return {
    value: `${onScale(estimate - half).toFixed(1)}–${onScale(estimate + half).toFixed(1)}`,
    width: 'provisional',
  };
}
