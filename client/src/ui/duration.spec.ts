import { expect, it } from 'vitest';
import { agoOf, durationOf } from './duration.js';

it.each([
  [4000, 'under 10 s'],
  [41_000, '40 s'],
  [60_000, '1 min'],
  [180_000, '3 min'],
  [7_200_000, '2 h'],
])('says %d ms as %s', (ms, words) => {
  expect(durationOf(ms)).toBe(words);
});

it.each([
  [30_000, 'just now'],
  [25 * 60_000, '25 minutes ago'],
  [61 * 60_000, 'an hour ago'],
  [26 * 3_600_000, 'yesterday'],
  [9 * 86_400_000, '9 days ago'],
  [90 * 86_400_000, '3 months ago'],
])('says %d ms ago as %s', (ms, words) => {
  expect(agoOf(0, ms)).toBe(words);
});
