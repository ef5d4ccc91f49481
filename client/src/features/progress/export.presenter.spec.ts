import { describe, expect, it } from 'vitest';
import { progressSchema, type SessionRow } from '#shared/contract/progress.js';
import { csvOf, fileName, jsonOf } from './export.presenter.js';
import { competency, NOW, point, progressOf } from './testing/competency.builder.js';

const progress = progressOf([
  competency('data', { points: [point(1, 3.14159, 0.25, 4)] }),
  competency('framing', { points: [point(5, 2.5, 0.4, 2)] }),
]);
const session = (displayName: string): SessionRow => ({
  room: '7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f',
  at: NOW,
  track: 'ml-case',
  level: 'mid',
  length: 'full',
  partner: { displayName, bot: false },
  outcome: 'completed',
  revealed: true,
  counts: true,
  mean: 3,
});

describe('the CSV', () => {
  it('has one line a rating, oldest first', () => {
    const [head, first, second, end] = csvOf(progress, [session('Mira')]).split('\r\n');
    expect(head?.split(',')).toHaveLength(9);
    expect(first).toBe(
      '2025-11-19T00:00:00.000Z,7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f,1,ML case,Mira,framing,2,2.5,0.4',
    );
    expect(second).toContain(',data,4,3.142,0.25');
    expect(end).toBe('');
  });

  it('quotes what needs it, and lets no name become a formula', () => {
    expect(csvOf(progress, [session('Ann, "the" one')])).toContain('"Ann, ""the"" one"');
    expect(csvOf(progress, [session('=HYPERLINK("x")')])).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('leaves partner and track empty for a session that is not on the page', () => {
    expect(csvOf(progress, [])).toContain(',1,,,framing,');
  });
});

it('the JSON gives back what the page has loaded', () => {
  const read = JSON.parse(jsonOf(progress, [session('Mira')], '90', NOW));
  expect(progressSchema.parse(read.progress)).toEqual(progress);
  expect(read).toMatchObject({ range: '90', exportedAt: '2025-11-24T00:00:00.000Z' });
});

it('a file is named by its day', () => {
  expect(fileName('csv', NOW)).toBe('turnabout-progress-2025-11-24.csv');
});
