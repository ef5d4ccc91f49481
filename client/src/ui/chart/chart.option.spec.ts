import { expect, it } from 'vitest';
import { nearestOf, walked } from './chart.option.js';

const PLACES = [
  [10, 90],
  [50, 10],
  [90, 90],
] as const;

it('the nearest place is the nearest along, by row, or as the crow flies', () => {
  expect(nearestOf(PLACES, 35, 100, 'x')).toBe(1);
  expect(nearestOf(PLACES, 35, 0, 'y')).toBe(1);
  expect(nearestOf(PLACES, 80, 80, 'xy')).toBe(2);
  expect(nearestOf([], 0, 0, 'x')).toBe(-1);
});

it('arrow keys walk from either end and stop at the other', () => {
  expect([walked('ArrowRight', null, 3), walked('ArrowLeft', null, 3)]).toEqual([0, 2]);
  expect([walked('ArrowRight', 2, 3), walked('ArrowUp', 0, 3), walked('End', 0, 3)]).toEqual([2, 0, 2]);
  expect([walked('Tab', 1, 3), walked('Home', null, 0)]).toEqual([null, null]);
});
