/** Time alone changes the suggestions this seldom, so that a card does not move under the finger. */
const STEADY_MS = 10_000;

/**
 * A round's clock in steps, counted from where the round began: however often it is read, it says no more time than the
 * round had.
 */
export function steadyClock(elapsedMs: number, remainingMs: number): { elapsedMs: number; remainingMs: number } {
  const since = elapsedMs % STEADY_MS;
  return { elapsedMs: elapsedMs - since, remainingMs: remainingMs + since };
}
