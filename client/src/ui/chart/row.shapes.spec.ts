import { expect, it } from 'vitest';
import { heightOfRows, rowsOption } from './row.shapes.js';

it('each row is one item on the scale, and the names leave their column where it is narrow', () => {
  const rows = [{ name: 'Data', note: '3.0', shapes: [] }];
  const wide = rowsOption(rows, { from: 1, to: 5, step: 1 }, false);
  const narrow = rowsOption(rows, { from: 1, to: 5, step: 1 }, true);
  expect(wide.series).toMatchObject([{ type: 'custom', data: [[1, 0]] }]);
  expect([wide.grid, narrow.grid]).toMatchObject([{ left: 43 }, { left: 8 }]);
  expect(heightOfRows(2)).toBe(94);
});
