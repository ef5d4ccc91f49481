import type { CustomSeriesOption } from 'echarts/charts';
import type { ChartOption, ChartPoint, ChartShape } from './chart.option.js';
import { TEXT_SIZE, TONE, type Tone } from './chart.style.js';

/** A part of a drawing of one row; places along are values of the axis, `up` is pixels above the row's middle. */
export type RowShape =
  | { kind: 'line'; from: number; to: number; tone: Tone; width: number; dotted?: boolean }
  | { kind: 'bar'; from: number; to: number; tone: Tone; thick: number; faint?: boolean }
  | { kind: 'tick'; at: number; tone: Tone; tall: number }
  | { kind: 'dot' | 'ring' | 'diamond'; at: number; tone: Tone };

export interface Row {
  name: string;
  /** Figures at the right end. */
  note: string;
  bold?: boolean;
  shapes: readonly RowShape[];
}

export interface RowScale {
  from: number;
  to: number;
  step: number;
  /** What a mark of the axis says; without it its number. */
  mark?: (value: number) => string;
}

const NAME_SIZE = 14;
/** A letter of a name, on average, in pixels. */
const LETTER = 7.2;
const NOTE_WIDTH = 76;
/** Height of a row in pixels, and of the axis below them. */
export const ROW_HEIGHT = 34;
export const AXIS_HEIGHT = 26;

/** How high a chart of so many rows is. */
export function heightOfRows(rows: number, rowHeight = ROW_HEIGHT): number {
  return rows * rowHeight + AXIS_HEIGHT;
}

/** Where the arrow keys find a row. */
export function pointOfRow(index: number, value: number, label: string): ChartPoint {
  return { label, at: { axis: [value, index] } };
}

function nameWidth(rows: readonly Row[]): number {
  return Math.ceil(Math.max(...rows.map(({ name }) => name.length), 0) * LETTER) + 14;
}

/** Rows on one scale, names on the left and figures on the right; where it is narrow the name stands above its row. */
export function rowsOption(rows: readonly Row[], scale: RowScale, narrow: boolean): ChartOption {
  const axisText = { color: TONE.ink3, fontSize: TEXT_SIZE };
  return {
    grid: {
      left: narrow ? 8 : nameWidth(rows),
      right: NOTE_WIDTH,
      top: 0,
      bottom: AXIS_HEIGHT,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: 'value',
      min: scale.from,
      max: scale.to,
      interval: scale.step,
      axisLabel: { ...axisText, formatter: scale.mark ?? String },
      splitLine: { lineStyle: { color: TONE.line } },
    },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name), show: false },
    series: [rowSeries(rows, scale, narrow)],
  };
}

function rowSeries(rows: readonly Row[], scale: RowScale, narrow: boolean): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    data: rows.map((_, index) => [scale.from, index]),
    renderItem: ({ dataIndex }, api) => {
      const row = rows[dataIndex];
      if (!row) return null;
      const place = (value: number): [number, number] => {
        const [x = 0, y = 0] = api.coord([value, dataIndex]);
        return [x, y + (narrow ? 7 : 0)];
      };
      const children = row.shapes.flatMap((shape) => drawn(shape, place));
      const font = (fontSize: number) => api.font({ fontSize, fontWeight: row.bold ? 'bold' : 'normal' });
      const ends = [place(scale.from), place(scale.to)] as const;
      return { type: 'group', children: [...children, ...words(row, ends, narrow, font)] };
    },
  };
}

function drawn(shape: RowShape, place: (value: number) => [number, number]): ChartShape[] {
  const colour = TONE[shape.tone];
  if (shape.kind === 'line' || shape.kind === 'bar') {
    const [x1, y] = place(shape.from);
    const [x2] = place(shape.to);
    if (shape.kind === 'bar') {
      const box = { x: Math.min(x1, x2), y: y - shape.thick / 2, width: Math.abs(x2 - x1), height: shape.thick, r: 3 };
      return [{ type: 'rect', shape: box, style: { fill: colour, opacity: shape.faint ? 0.22 : 1 } }];
    }
    const style = { stroke: colour, lineWidth: shape.width, lineDash: shape.dotted ? [2, 3] : undefined };
    return [{ type: 'line', shape: { x1, y1: y, x2, y2: y }, style }];
  }
  const [x, y] = place(shape.at);
  if (shape.kind === 'tick') {
    const ends = { x1: x, x2: x, y1: y - shape.tall / 2, y2: y + shape.tall / 2 };
    return [{ type: 'line', shape: ends, style: { stroke: colour, lineWidth: 2 } }];
  }
  if (shape.kind === 'diamond') {
    const points = [
      [x, y - 6],
      [x + 6, y],
      [x, y + 6],
      [x - 6, y],
    ];
    return [{ type: 'polygon', shape: { points }, style: { fill: TONE.surface, stroke: colour, lineWidth: 2 } }];
  }
  const style = shape.kind === 'dot' ? { fill: colour } : { fill: TONE.surface, stroke: colour, lineWidth: 2 };
  return [{ type: 'circle', shape: { cx: x, cy: y, r: shape.kind === 'dot' ? 6 : 5 }, style }];
}

function words(
  row: Row,
  [left, right]: readonly [[number, number], [number, number]],
  narrow: boolean,
  font: (size: number) => string,
): ChartShape[] {
  const middle = { verticalAlign: 'middle' } as const;
  const name = narrow ? { x: 0, y: left[1] - 16, font: font(TEXT_SIZE) } : { x: 0, y: left[1], font: font(NAME_SIZE) };
  const note = { x: right[0] + NOTE_WIDTH, y: right[1], align: 'right', font: font(TEXT_SIZE) } as const;
  return [
    { type: 'text', style: { ...middle, ...name, text: row.name, fill: TONE.ink } },
    { type: 'text', style: { ...middle, ...note, text: row.note, fill: TONE.ink2 } },
  ];
}
