import { describe, expect, it } from 'vitest';
import type { SessionRow } from '#shared/contract/progress.js';
import { noneWords, sessionLines } from './sessions.presenter.js';

const row = (over: Partial<SessionRow>): SessionRow => ({
  room: '7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f',
  at: Date.UTC(2025, 10, 24, 12),
  track: 'ml-case',
  level: 'mid',
  length: 'full',
  partner: { displayName: 'Mira', bot: false },
  outcome: 'completed',
  revealed: true,
  counts: true,
  disputed: false,
  mean: 3.25,
  ...over,
});
const line = (over: Partial<SessionRow>) => sessionLines([row(over)])[0];

describe('a session in the list', () => {
  it('leads to its debrief, sealed or not', () => {
    expect(line({})).toMatchObject({ mean: '3.3', link: 'Debrief', date: '24 Nov 2025' });
    expect(line({ revealed: false, mean: null })).toMatchObject({ mean: 'sealed', link: 'Debrief' });
    expect(line({ mean: null })?.mean).toBe('not rated');
  });

  it('that is open leads back to the room', () => {
    expect(line({ outcome: 'open', revealed: false, mean: null })).toMatchObject({
      to: '/room/7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f',
      mean: '–',
    });
  });

  it('that never took place leads nowhere', () => {
    expect(line({ outcome: 'no-show', revealed: false, mean: null })).toMatchObject({ to: null, mean: '–' });
  });

  it('says why it is not part of the numbers', () => {
    expect(line({})?.mark).toBe('');
    expect(line({ counts: false, disputed: true })?.mark).toBe('does not count');
    expect(line({ disputed: true })?.mark).toBe('disputed, left out');
  });
});

it('a list with nothing in it says what it was narrowed to', () => {
  expect(noneWords({ track: null, level: null })).toBe('None yet.');
  expect(noneWords({ track: 'ml-debugging', level: null })).toBe('You have had no session of ML debugging yet.');
  expect(noneWords({ track: null, level: 'senior' })).toBe('You have had no session at senior level yet.');
  expect(noneWords({ track: 'ml-case', level: 'mid' })).toBe('You have had no session of ML case at mid level yet.');
});
