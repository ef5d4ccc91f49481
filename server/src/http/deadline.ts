import { setTimeout as sleep } from 'node:timers/promises';
import { catchError, throwError, timeout, TimeoutError, type MonoTypeOperatorFunction } from 'rxjs';
import type { RouteName } from '#shared/contract/http.js';
import { Refused } from './refused.js';

const ANSWER_MS = 1_900;
/** Passwords are hashed a few at a time, which may take its turn. */
const HASHING_MS = 6_000;
const HASHING: ReadonlySet<RouteName> = new Set(['signUp', 'signIn', 'resetPassword', 'eraseAccount']);

/** How long a route may take before the caller is told to try again: a database that hangs must not hang everybody. */
export function answerWithin(route: RouteName): number {
  return HASHING.has(route) ? HASHING_MS : ANSWER_MS;
}

/** Refuse where a promise takes too long; what it does in the end is ignored. */
export async function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = sleep(ms, undefined, { signal: stop.signal }).then(() => Promise.reject(tooLate()));
  work.catch(() => undefined);
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}

/** The same for what a controller answers. */
export function answeredInTime<T>(ms: number): MonoTypeOperatorFunction<T> {
  return (answer) =>
    answer.pipe(
      timeout(ms),
      catchError((error: unknown) => throwError(() => (error instanceof TimeoutError ? tooLate() : error))),
    );
}

function tooLate(): Refused {
  return new Refused('UNAVAILABLE', 'This takes too long right now. Try again in a moment.', { retryAfterMs: 1_000 });
}
