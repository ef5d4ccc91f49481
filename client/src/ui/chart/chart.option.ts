import type { CustomSeriesOption, LineSeriesOption, RadarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, MarkLineComponentOption, RadarComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** What a chart can be made of; `echarts.ts` loads the same parts and no others. */
export type ChartOption = ComposeOption<
  | CustomSeriesOption
  | LineSeriesOption
  | RadarSeriesOption
  | GridComponentOption
  | MarkLineComponentOption
  | RadarComponentOption
>;

/** Below this width in pixels a chart has no room for words beside it. */
export const NARROW = 440;

type Drawn = NonNullable<ReturnType<NonNullable<CustomSeriesOption['renderItem']>>>;
/** A shape that a chart of its own kind is put together from. */
export type ChartShape = Extract<Drawn, { type: 'group' }>['children'][number];

/** Something on a chart that can be pointed at, by mouse, finger or arrow keys. */
export interface ChartPoint {
  /** All of it in words, for who hears it. */
  label: string;
  /** Where it lies: in units of the axes, or as shares of the chart's width and height. */
  at: { axis: [number, number] } | { share: (width: number, height: number) => [number, number] };
}

/** What makes a point the nearest: its place along, its row, or how far it is away. */
export type NearestBy = 'x' | 'y' | 'xy';

/** The index of the nearest place, `-1` where there is none. */
export function nearestOf(places: readonly (readonly [number, number])[], x: number, y: number, by: NearestBy): number {
  const far = ([px, py]: readonly [number, number]) => {
    if (by === 'x') return Math.abs(px - x);
    return by === 'y' ? Math.abs(py - y) : Math.hypot(px - x, py - y);
  };
  let best = -1;
  for (const [index, place] of places.entries()) {
    const current = places[best];
    if (!current || far(place) < far(current)) best = index;
  }
  return best;
}

/** Where an arrow key leads from a point, `null` for keys that lead nowhere. */
export function walked(key: string, from: number | null, count: number): number | null {
  const last = count - 1;
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowRight' || key === 'ArrowDown') return from === null ? 0 : Math.min(last, from + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return from === null ? last : Math.max(0, from - 1);
  return null;
}
