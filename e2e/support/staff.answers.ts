import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { routes, type RouteName, type RouteResponse } from '#shared/contract/http.js';

const HOUR_MS = 3_600_000;

/** From then on the page gets this answer, in place of what no test can bring about. */
export async function isAnswered<N extends RouteName>(page: Page, name: N, answer: RouteResponse<N>): Promise<void> {
  await page.route(
    ({ pathname }) => pathname === routes[name].path,
    (route) => route.fulfill({ json: answer }),
  );
}

type Ratings = RouteResponse<'staffRatings'>;
type Flags = RouteResponse<'staffFlags'>;

const epoch = (id: number, more: Partial<Ratings['past'][number]>): Ratings['past'][number] => ({
  id,
  reason: 'nightly',
  state: 'past',
  startedAt: Date.now() - (30 - id) * HOUR_MS,
  finishedAt: Date.now() - (30 - id) * HOUR_MS + 4_200,
  sheets: 11_870 + id,
  sweeps: 24,
  lastChange: 8e-7,
  progress: { done: 3_214, total: 3_214 },
  ...more,
});

/**
 * A model that is just being solved anew, and one solution that failed. Made up, because what a test can rate is solved
 * in less time than a page takes to show it, and does not fail.
 */
export function ratingsBeingSolved(): Ratings {
  return {
    current: epoch(28, { state: 'current' }),
    running: epoch(29, {
      state: 'running',
      finishedAt: null,
      reason: 'staff',
      progress: { done: 1_200, total: 3_214 },
    }),
    platform: {
      reliability: {
        raw: { icc: 0.31, sheetsFor70: 6, sheetsFor80: 9 },
        adjusted: { icc: 0.47, sheetsFor70: 3, sheetsFor80: 5 },
      },
      holdOut: { sheets: 940, model: 0.61, raw: 0.74, constant: 0.88 },
    },
    waiting: 3,
    wished: true,
    past: [epoch(27, {}), epoch(26, { state: 'failed', reason: 'changes' }), epoch(25, { reason: 'rebuild' })],
  };
}

/**
 * All signs of a single rater at once. Made up, because nobody in a demonstration rates without regard to what was
 * shown, or gives the same all along; the flags that there are in one are read as they are.
 */
export function flagsOfRaters(): Flags {
  const sign = (name: Flags['flags'][number]['signs'][number]['sign'], value: number, from: number, se = 0.2) => ({
    ...{ sign: name, value, from },
    se: name === 'severity' || name === 'profile' ? se : null,
    sheets: 9,
  });
  const rater = (displayName: string, signs: Flags['flags'][number]['signs']) => {
    const who = { id: randomUUID(), displayName };
    return { id: `rater_${who.id}`, people: [who], signs, vignettes: 4, looked: null };
  };
  return {
    flags: [
      rater('Theo Brandt', [sign('severity', 1.4, 1), sign('profile', 2.9, 2)]),
      rater('Mira Okafor', [sign('flat', 0.04, 0.1)]),
    ],
    open: 2,
    next: null,
  };
}

/** Two jobs that have failed for the last time. Made up, because that takes a fault of the machine and six tries. */
export function jobsThatDied(): RouteResponse<'staffJobs'> {
  const dead = (name: string, error: string) => ({
    ...{ id: randomUUID(), name, about: `${name}-${randomUUID()}`, payload: { name }, attempts: 6, error },
    firstFailedAt: Date.now() - 2 * HOUR_MS,
    lastFailedAt: Date.now() - HOUR_MS,
  });
  const failures = [
    dead('compile-sheet', 'canceling statement due to lock timeout'),
    dead('export-account', 'ENOSPC: no space left on device, write'),
  ];
  return { waiting: 3, delayed: 12, active: 1, dead: failures.length, failures, next: null };
}
