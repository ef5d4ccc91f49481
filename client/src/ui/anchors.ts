import type { Anchors } from '#shared/interview/rubric.js';
import type { Score } from '#shared/rating/sheet.js';

export interface AnchorWords {
  /** `3`, or `Between 1 and 3`. */
  head: string;
  /** The anchors that say it: one, or the two that it lies between. */
  lines: { score: 1 | 3 | 5; text: string }[];
}

/** The words for a number: its own anchor, or for 2 and 4 the two that it lies between. */
export function wordsFor(anchors: Anchors, score: Exclude<Score, null>): AnchorWords {
  const line = (at: 1 | 3 | 5) => ({ score: at, text: anchors[`${at}`] });
  if (score === 2) return { head: 'Between 1 and 3', lines: [line(1), line(3)] };
  if (score === 4) return { head: 'Between 3 and 5', lines: [line(3), line(5)] };
  return { head: String(score), lines: [line(score)] };
}
