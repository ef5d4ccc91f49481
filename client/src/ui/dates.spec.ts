import { expect, it } from 'vitest';
import { dateOf, longDateOf, timeOf, whenOf } from './dates.js';

it('writes days and moments in one way, in the time of the device', () => {
  const at = new Date(2026, 10, 5, 9, 7).getTime();
  expect([dateOf(at), longDateOf(at), timeOf(at), whenOf(at)]).toEqual([
    '5 Nov 2026',
    '5 November 2026',
    '09:07',
    '5 Nov 2026, 09:07',
  ]);
});
