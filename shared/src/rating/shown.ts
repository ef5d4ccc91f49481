/** What the evidence carries: nothing but the single report, a band, or a score. */
export const SHOWN = ['nothing', 'band', 'score'] as const;
export type Shown = (typeof SHOWN)[number];

/** What a score means against the rubric of one's level: below 2.5, up to 3.5, and above. */
export const BANDS = ['developing', 'solid', 'strong'] as const;
export type Band = (typeof BANDS)[number];

/** Two-sided 90 % of a normal distribution. */
export const Z90 = 1.645;

const RATERS_OF_A_BAND = 2;
const RATERS_OF_A_SCORE = 3;
const SHEETS_OF_A_SCORE = 3;
const MOST_SE_OF_A_SCORE = 0.3;

/**
 * Minimum evidence: one rater: nothing; a score from three distinct raters, three sheets and a standard error of at
 * most .30 points; a band in between.
 */
export function shownFor(raters: number, sheets: number, se: number): Shown {
  if (raters < RATERS_OF_A_BAND) return 'nothing';
  const isScore = raters >= RATERS_OF_A_SCORE && sheets >= SHEETS_OF_A_SCORE && se <= MOST_SE_OF_A_SCORE;
  return isScore ? 'score' : 'band';
}
