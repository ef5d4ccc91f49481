import { Z90 } from './shown.js';

/** A value on the 1..5 scale with its standard error. */
interface Estimate {
  score: number;
  se: number;
}

export type Verdict = 'better' | 'worse' | 'same' | 'too-early';

/**
 * Whether a competency is better than it was: only beyond the 90 % interval of the difference. The two estimates are
 * taken for independent, which they are not: they share sheets, so the interval is rather too wide than too narrow.
 * Too early without a sheet that scored it since, or while one of the two is not shown.
 */
export function verdictOf(before: Estimate | null, now: Estimate | null, sheets: number): Verdict {
  if (!before || !now || sheets === 0) return 'too-early';
  const difference = now.score - before.score;
  if (Math.abs(difference) <= Z90 * Math.hypot(before.se, now.se)) return 'same';
  return difference > 0 ? 'better' : 'worse';
}
