import { expect, it } from 'vitest';
import { clockOf } from './clock.js';

it.each([
  [0, '0:00'],
  [65_999, '1:05'],
  [3_600_000, '1:00:00'],
  [-5, '0:00'],
])('shows %d ms as %s', (ms, words) => {
  expect(clockOf(ms)).toBe(words);
});
