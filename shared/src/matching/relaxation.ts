import type { Level } from '../interview/track.js';
import { levelDistance } from '../interview/track.js';

/** What is accepted after how long a wait (milliseconds). Each stage keeps what the earlier ones accept. */
export const STAGES = [
  { stage: 'same-level', fromMs: 0 },
  { stage: 'neighbouring-level', fromMs: 20_000 },
  { stage: 'bridge', fromMs: 45_000 },
  { stage: 'any-level', fromMs: 90_000 },
] as const;

const MINUTE = 60_000;

/** Greatest level distance accepted after `waitMs`. */
export function levelReach(waitMs: number): number {
  if (waitMs >= STAGES[3].fromMs) return 2;
  return waitMs >= STAGES[1].fromMs ? 1 : 0;
}

/** Whether a neighbouring track is considered after `waitMs` (both must have consented). */
export function bridgesAfter(waitMs: number): boolean {
  return waitMs >= STAGES[2].fromMs;
}

/**
 * Least quality (0..1) that a pair must have: .62, falling .03 a minute of waiting to .30, and at most .45
 * from the last stage on, so that "any level" is meant.
 */
export function qualityBar(waitMs: number): number {
  const bar = Math.max(0.3, 0.62 - (0.03 * waitMs) / MINUTE);
  return waitMs >= STAGES[3].fromMs ? Math.min(bar, 0.45) : bar;
}

/** Width of the ability gap that still counts as near, in points of the 1..5 scale: .6, rising .12 a minute to 2. */
export function gapScale(waitMs: number): number {
  return Math.min(2, 0.6 + (0.12 * waitMs) / MINUTE);
}

/** Whether two levels may meet after `waitMs`. */
export function levelsMeet(a: Level, b: Level, waitMs: number): boolean {
  return levelDistance(a, b) <= levelReach(waitMs);
}
