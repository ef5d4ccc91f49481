import { describe, expect, it } from 'vitest';
import { axisDate, axisMarks } from './dates.presenter.js';
import { marksIn, spanIn } from './history.presenter.js';
import { DAY, historyPoint, NOW } from './testing/competency.builder.js';
import { timelineOption } from './timeline.option.js';

const POINTS = [historyPoint(1, 4.9, 0.4), historyPoint(20, 3, 0.3)];
const span = spanIn(POINTS, '90', NOW, true);
const marks = marksIn(POINTS, span, null);
const series = (over: Partial<Parameters<typeof timelineOption>[0]>) => {
  const { series: found } = timelineOption(
    { span, marks, line: true, earlier: null, now: null, size: 'small', ...over },
    false,
  );
  return Array.isArray(found) ? found : [];
};

describe('an estimate over time', () => {
  it('is a line in a band that stays on the scale', () => {
    const [low, width, line] = series({});
    expect(low).toMatchObject({ data: [expect.anything(), [NOW - DAY, 4.9 - 0.4 * 1.645]] });
    expect(width?.data).toMatchObject([expect.anything(), [NOW - DAY, 5 - (4.9 - 0.4 * 1.645)]]);
    expect(line?.data).toHaveLength(2);
  });

  it('ends today with what is claimed, which a later rating of other things may have moved', () => {
    const now = { score: 4.4, half: 0.3 };
    const [low, , line] = series({ now });
    expect(low?.data).toMatchObject([expect.anything(), expect.anything(), [NOW, 4.4 - 0.3]]);
    expect(line?.data).toMatchObject([{ symbolSize: 4 }, { symbolSize: 4 }, { value: [NOW, 4.4], symbolSize: 8 }]);
    expect(series({ now, marks: [] })[0]?.data).toEqual([]);
  });

  it('has no line where the evidence carries the band alone, only ticks', () => {
    expect(series({ line: false }).at(-1)).toMatchObject({ symbol: 'rect', lineStyle: { opacity: 0 } });
  });

  it('of a single rating, or of a single day, is as wide as a finger', () => {
    const width = (found: typeof marks) => {
      const data = series({ marks: found })[0]?.data;
      const at = (entry: unknown) => (Array.isArray(entry) && typeof entry[0] === 'number' ? entry[0] : NaN);
      return Array.isArray(data) ? at(data.at(-1)) - at(data[0]) : NaN;
    };
    expect(width(marks.slice(0, 1))).toBeGreaterThan(2 * DAY);
    expect(width(marks.slice(0, 1).flatMap((mark) => [mark, { ...mark, at: mark.at + 1 }]))).toBeGreaterThan(2 * DAY);
    expect(width(marks)).toBe(19 * DAY);
  });

  it('has its earlier self as a dashed line, from then on, inside the span', () => {
    const earlier = { at: NOW - 200 * DAY, score: 2 };
    const dashed = series({ earlier }).find((each) => each.type === 'line' && each.lineStyle?.type === 'dashed');
    expect(dashed?.data).toEqual([
      [span.from, 2],
      [NOW, 2],
    ]);
  });

  it('makes less of each single mark the more there are, and keeps the line before them', () => {
    const sizeOf = (count: number) => {
      const [mark] = marks;
      const many = Array.from(
        { length: count },
        () => mark ?? { at: 0, room: '', about: '', raw: 3, score: 3, half: 1 },
      );
      return series({ size: 'large', marks: many }).flatMap((each) =>
        each.type === 'line' && each.symbol === 'emptyDiamond' ? [each.symbolSize] : [],
      );
    };
    expect([60, 61, 150, 400].flatMap(sizeOf)).toEqual([7, 5, 5, 4]);
    expect(series({ size: 'large' }).at(-1)).toMatchObject({ z: 3 });
  });

  it('shows what partners gave only where it is large', () => {
    expect(series({ size: 'large' })).toHaveLength(series({}).length + 1);
  });
});

it('an axis of time is marked by weeks, months or more, never crowded', () => {
  expect(axisMarks({ from: NOW - 30 * DAY, to: NOW })).toHaveLength(5);
  for (const days of [14, 60, 90, 400, 2000]) {
    const found = axisMarks({ from: NOW - days * DAY, to: NOW });
    expect(found.length).toBeGreaterThan(1);
    expect(found.length).toBeLessThanOrEqual(8);
    expect(found.every((at) => at >= NOW - days * DAY && at <= NOW)).toBe(true);
  }
  expect([axisDate(NOW, 30 * DAY), axisDate(NOW, 400 * DAY)]).toEqual(['24 Nov', 'Nov 25']);
});
