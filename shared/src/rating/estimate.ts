/**
 * First form of the estimate: one competency at a time, normal prior and normal noise (empirical-Bayes shrinkage,
 * Efron & Morris 1975). Severity of raters and difficulty of flows are inside the noise; the severity-adjusted
 * model replaces this behind the same functions.
 */

/** Where a level's average lies on the 1..5 scale before anything is known, and how far people spread around it. */
const PRIOR_MEAN = 3.1;
const PRIOR_VARIANCE = 0.42 ** 2 + 0.28 ** 2;
/** One rating on one competency: rater, flow, pair and chance together (standard deviations added in quadrature). */
const NOISE_VARIANCE = 0.46 ** 2 + 0.5 ** 2 + 0.25 ** 2 + 0.62 ** 2;
/** A self-rating strays less from one's own mean: one rater, the same severity throughout. */
const SELF_NOISE_VARIANCE = 0.46 ** 2 + 0.62 ** 2;
/** Two-sided 90 % of a normal distribution. */
export const Z90 = 1.645;

export interface Estimate {
  /** On the 1..5 scale. */
  value: number;
  /** Standard error, same scale. */
  se: number;
}

/** The estimate after a number of ratings with the given sum. Without ratings: the prior. */
export function estimateOf(sum: number, n: number): Estimate {
  const precision = 1 / PRIOR_VARIANCE + n / NOISE_VARIANCE;
  return { value: (PRIOR_MEAN / PRIOR_VARIANCE + sum / NOISE_VARIANCE) / precision, se: Math.sqrt(1 / precision) };
}

/** The estimate after each rating in turn; as long as `scores`. */
export function runningEstimates(scores: readonly number[]): Estimate[] {
  let sum = 0;
  return scores.map((score, index) => estimateOf((sum += score), index + 1));
}

/**
 * What the evidence carries: nothing from a single rater; a score from three raters, three sheets and a standard
 * error of at most .30; a band in between.
 */
export function shownFor(raters: number, sheets: number, se: number): 'nothing' | 'band' | 'score' {
  if (raters < 2) return 'nothing';
  return raters >= 3 && sheets >= 3 && se <= 0.3 ? 'score' : 'band';
}

/**
 * Self minus peers with its standard error; `blind` where the 90 % interval leaves out zero. `null` without a
 * self-rating or with fewer than two raters.
 */
export function gapOf(
  self: { sum: number; n: number },
  peers: Estimate,
  raters: number,
): { value: number; se: number; blind: boolean } | null {
  if (self.n === 0 || raters < 2) return null;
  const value = self.sum / self.n - peers.value;
  const se = Math.sqrt(peers.se ** 2 + SELF_NOISE_VARIANCE / self.n);
  return { value, se, blind: Math.abs(value) > Z90 * se };
}
