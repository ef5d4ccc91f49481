import { setTimeout as sleep } from 'node:timers/promises';

/** Answers that must not tell apart whether an account exists take at least this long. */
export const LEAST_MS = 120;

/** Do something in a time that does not depend on what was found, refusals included. */
export async function evenTime<T>(work: () => Promise<T>): Promise<T> {
  const floor = sleep(LEAST_MS);
  try {
    return await work();
  } finally {
    await floor;
  }
}
