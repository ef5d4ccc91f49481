import { Z90 } from '#shared/rating/shown.js';

/** Two-sided 90 %: a mean error with its standard error is more than chance beyond this. */
export function beyondChance({ signedError, se }: { signedError: number; se: number }): boolean {
  return Math.abs(signedError) > Z90 * se;
}

/** A mean of score − reference in words: `0.4 stricter`, `1.0 more lenient`, `level`. */
export function leaningOf(signedError: number): string {
  const size = Math.abs(signedError).toFixed(1);
  if (size === '0.0') return 'level';
  return `${size} ${signedError < 0 ? 'stricter' : 'more lenient'}`;
}
