import { describe, expect, it } from 'vitest';
import type { QueueOverview } from '#shared/contract/queue.js';
import { liveHeadline, liveRows } from './landing.presenter.js';

const overview = (...waiting: number[]): QueueOverview => ({
  now: 0,
  tracks: waiting.map((count, index) => ({
    track: (['ml-case', 'ml-debugging', 'data-analytics'] as const)[index] ?? 'ml-case',
    flows: index === 2 ? 0 : 1,
    waiting: count,
    typicalWaitMs: index === 0 ? null : 8000,
    basedOn: 0,
  })),
});

describe('liveHeadline', () => {
  it('is true at any time of day', () => {
    expect(liveHeadline(overview(0, 0))).toMatch(/^Nobody is waiting/);
    expect(liveHeadline(overview(1, 0))).toMatch(/^One person/);
    expect(liveHeadline(overview(1, 2))).toMatch(/^3 people/);
  });
});

describe('liveRows', () => {
  it('shows the busiest first and leaves out tracks without questions', () => {
    expect(liveRows(overview(0, 2, 5)).map(({ name, waiting, wait }) => [name, waiting, wait])).toEqual([
      ['ML debugging', '2 waiting', 'usually under 10 s'],
      ['ML case', 'nobody waiting', ''],
    ]);
  });
});
