import type { CustomSeriesOption, RadarSeriesOption } from 'echarts/charts';
import { type ChartOption, type ChartPoint, type ChartShape, NARROW } from '../../ui/chart/chart.option.js';
import type { Competency } from '#shared/interview/competency.js';
import { TEXT_SIZE, TONE } from '../../ui/chart/chart.style.js';
import { type Axis, axisLabel, passedBy } from './radar.presenter.js';

/** Radius as a share of half the shorter side: the names need the rest. */
const RADIUS = { wide: 0.66, narrow: 0.58 };

/** Names for where there is little room. */
const SHORT: Record<Competency, string> = {
  framing: 'Framing',
  metrics: 'Metrics',
  data: 'Data',
  tradeoffs: 'Trade-offs',
  explanation: 'Explaining',
  production: 'Production',
  simplicity: 'Proportion',
  delivery: 'Execution',
};

/** Letters that fit on one line. */
const NAME_LINE = 14;

/** Axes go round clockwise from the top. */
function spot(index: number, place: number, count: number, width: number, height: number, radius: number) {
  const angle = -Math.PI / 2 + (index * 2 * Math.PI) / count;
  const r = ((place * Math.min(width, height)) / 2) * radius;
  return [width / 2 + r * Math.cos(angle), height / 2 + r * Math.sin(angle)] as const;
}

/** The eight as a shape. Where an axis has a band at most, the shape passes it by. */
export function radarOption(axes: readonly Axis[], narrow: boolean): ChartOption {
  const radius = narrow ? RADIUS.narrow : RADIUS.wide;
  return {
    radar: {
      center: ['50%', '50%'],
      radius: `${radius * 100}%`,
      startAngle: 90,
      clockwise: true,
      splitNumber: 4,
      indicator: axes.map(({ name }) => ({ name, min: 0, max: 1 })),
      axisName: {
        formatter: (name) => nameOf(axes, name ?? '', narrow),
        color: TONE.ink,
        fontSize: TEXT_SIZE,
        rich: RICH,
      },
      axisNameGap: 10,
      splitArea: { show: false },
      splitLine: { lineStyle: { color: TONE.line } },
      axisLine: { lineStyle: { color: TONE.line } },
    },
    series: [...shapesOf(axes), dotsOf(axes, radius)],
  };
}

const RICH = {
  figure: { color: TONE.ink, fontWeight: 'bold', fontSize: 13, lineHeight: 17 },
  none: { color: TONE.ink3, fontSize: TEXT_SIZE, lineHeight: 16 },
  name: { color: TONE.ink2, fontSize: TEXT_SIZE, lineHeight: 15 },
} as const;

function nameOf(axes: readonly Axis[], name: string, narrow: boolean): string {
  const axis = axes.find((each) => each.name === name);
  if (!axis) return '';
  const lines = narrow ? [SHORT[axis.competency]] : name.length > NAME_LINE ? name.split(' ') : [name];
  const figure = axis.figure === '' ? '{none|–}' : `{figure|${axis.figure}}`;
  return [...lines.map((line) => `{name|${line}}`), figure].join('\n');
}

function shapesOf(axes: readonly Axis[]): RadarSeriesOption[] {
  const now = passedBy(axes.map(({ at }) => at));
  const then = passedBy(axes.map(({ earlier }) => earlier));
  const quiet = { type: 'radar', silent: true, symbol: 'none', emphasis: { disabled: true } } as const;
  const solid: RadarSeriesOption = {
    ...quiet,
    data: now ? [{ value: now }] : [],
    lineStyle: { color: TONE.accent, width: 2 },
    areaStyle: { color: TONE.accent, opacity: 0.12 },
  };
  const dashed: RadarSeriesOption = {
    ...quiet,
    data: then ? [{ value: then }] : [],
    lineStyle: { color: TONE.ink, width: 1.5, type: 'dashed' },
  };
  return then ? [solid, dashed] : [solid];
}

/** Intervals along the axes, and a dot on each axis that carries a score. */
function dotsOf(axes: readonly Axis[], radius: number): CustomSeriesOption {
  return {
    type: 'custom',
    coordinateSystem: 'none',
    silent: true,
    data: axes.map((_, index) => [index]),
    renderItem: ({ dataIndex }, api) => {
      const axis = axes[dataIndex];
      if (!axis) return null;
      const at = (place: number) => spot(dataIndex, place, axes.length, api.getWidth(), api.getHeight(), radius);
      const children: ChartShape[] = [];
      if (axis.band) {
        const [[x1, y1], [x2, y2]] = [at(axis.band[0]), at(axis.band[1])];
        const style = { stroke: TONE.accent, lineWidth: 8, lineCap: 'round' as const, opacity: 0.22 };
        children.push({ type: 'line', shape: { x1, y1, x2, y2 }, style });
      }
      if (axis.at !== null) {
        const [cx, cy] = at(axis.at);
        children.push({ type: 'circle', shape: { cx, cy, r: 4 }, style: { fill: TONE.accent } });
      }
      return { type: 'group', children };
    },
  };
}

/** Where the arrow keys find an axis: at its value, or at the rim where there is none. */
export function radarPoints(axes: readonly Axis[]): (ChartPoint & { axis: Axis })[] {
  return axes.map((axis, index) => ({
    axis,
    label: axisLabel(axis),
    at: {
      share: (width, height) => {
        const radius = width < NARROW ? RADIUS.narrow : RADIUS.wide;
        const middle = axis.band ? (axis.band[0] + axis.band[1]) / 2 : 1;
        const [x, y] = spot(index, axis.at ?? middle, axes.length, width, height, radius);
        return [x, y];
      },
    },
  }));
}
