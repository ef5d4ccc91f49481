import type { LineSeriesOption } from 'echarts/charts';
import type { ChartOption } from '../../ui/chart/chart.option.js';
import { TEXT_SIZE, TONE } from '../../ui/chart/chart.style.js';
import { axisDate, axisMarks } from './dates.presenter.js';
import { onScale } from './evidence.presenter.js';
import type { Earlier, Mark, Span } from './history.presenter.js';

export interface Timeline {
  span: Span;
  marks: readonly Mark[];
  /** A line through the estimates; without it the evidence carries the band alone. */
  line: boolean;
  earlier: Earlier | null;
  /**
   * What is claimed today, where line and band end: a later rating of other things moves a score, too, and the figure
   * beside the plot is this one.
   */
  now: Pick<Mark, 'score' | 'half'> | null;
  /** `small`: one of eight, without dates and without what the partners gave. */
  size: 'large' | 'small';
}

type At = [number, number];
/** Room at the right for the names of the bands, in pixels. */
const BAND_NAMES = 76;
/** More dots than these would hide the line. */
const DOTS_MOST = 60;
/** From so many on the single diamond says nothing any more. */
const CLOUD_FROM = 150;
/** Half of a finger's width, as a share of the span: the band of a single rating. */
const ALONE = 0.015;

/** An estimate over time with its 90 % interval as a band. */
export function timelineOption(timeline: Timeline, narrow: boolean): ChartOption {
  const large = timeline.size === 'large';
  const text = { color: TONE.ink3, fontSize: TEXT_SIZE };
  const { from, to } = timeline.span;
  const marked = axisMarks(timeline.span);
  return {
    grid: {
      left: large ? 24 : 16,
      right: large ? (narrow ? 12 : BAND_NAMES) : 8,
      top: 8,
      bottom: large ? 28 : 8,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      axisLine: { lineStyle: { color: TONE.line } },
      axisTick: { show: large, lineStyle: { color: TONE.line }, customValues: marked },
      axisLabel: {
        ...text,
        show: large,
        hideOverlap: true,
        customValues: marked,
        formatter: (at: number) => axisDate(at, to - from),
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 1,
      max: 5,
      interval: large ? 1 : 2,
      axisLabel: { ...text, margin: 8 },
      splitLine: { lineStyle: { color: TONE.line } },
    },
    series: seriesOf(timeline, narrow),
  };
}

function seriesOf(timeline: Timeline, narrow: boolean): LineSeriesOption[] {
  const { marks, line, earlier, size, span } = timeline;
  const until = untilToday(timeline);
  const given = size === 'large' ? [givenBy(marks)] : [];
  const dashed = earlier ? [dashes(earlier, span)] : [];
  const estimate = line ? estimates(until, size) : ticks(marks);
  const [lowest, ...band] = bandOf(until, span);
  const bounded = size === 'large' && lowest ? { ...lowest, markLine: bounds(narrow) } : lowest;
  return [...(bounded ? [bounded] : []), ...band, ...given, ...dashed, estimate];
}

type Estimate = Pick<Mark, 'at' | 'score' | 'half'>;

function untilToday({ marks, now, span }: Timeline): readonly Estimate[] {
  return now && marks.length > 0 ? [...marks, { ...now, at: span.to }] : marks;
}

const quiet = { type: 'line', silent: true, showSymbol: false, emphasis: { disabled: true } } as const;

/** Two lines stacked, the lower one unseen and the space between them filled. */
function bandOf(marks: readonly Estimate[], { from, to }: Span): LineSeriesOption[] {
  const [first, last] = [marks[0], marks.at(-1)];
  const finger = ALONE * (to - from);
  const narrow = first && last && last.at - first.at < 2 * finger;
  const wide = narrow ? [{ ...first, at: first.at - finger }, ...marks, { ...last, at: last.at + finger }] : marks;
  const edges = wide.map(({ at, score, half }) => {
    const low = onScale(score - half);
    return { at, low, width: onScale(score + half) - low };
  });
  const unseen = { ...quiet, stack: 'band', lineStyle: { opacity: 0 } };
  return [
    { ...unseen, data: edges.map(({ at, low }): At => [at, low]) },
    {
      ...unseen,
      data: edges.map(({ at, width }): At => [at, width]),
      areaStyle: { color: TONE.accent, opacity: 0.16 },
    },
  ];
}

/** The borders between developing, solid and strong, and the names beside them where there is room. */
function bounds(narrow: boolean): LineSeriesOption['markLine'] {
  const border = (yAxis: number) => ({ yAxis, label: { show: false } });
  const name = (yAxis: number, formatter: string) => ({
    yAxis,
    lineStyle: { opacity: 0 },
    label: { formatter, color: TONE.ink3, fontSize: TEXT_SIZE, position: 'end' as const, opacity: 1 },
  });
  const names = [name(4.25, 'strong'), name(3, 'solid'), name(1.75, 'developing')];
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: TONE.ink3, type: [2, 4], width: 1, opacity: 0.9 },
    data: [border(3.5), border(2.5), ...(narrow ? [] : names)],
  };
}

function givenBy(marks: readonly Mark[]): LineSeriesOption {
  const [symbolSize, opacity] = diamond(marks.length);
  return {
    ...quiet,
    data: marks.map(({ at, raw }): At => [at, raw]),
    lineStyle: { opacity: 0 },
    showSymbol: true,
    symbol: 'emptyDiamond',
    symbolSize,
    itemStyle: { color: TONE.ink3, opacity },
  };
}

/** How large a mark of what was given is, and how plain: hundreds of them are a cloud behind the line. */
function diamond(count: number): [size: number, opacity: number] {
  if (count <= DOTS_MOST) return [7, 0.8];
  return count <= CLOUD_FROM ? [5, 0.5] : [4, 0.3];
}

function dashes({ at, score }: Earlier, { from, to }: Span): LineSeriesOption {
  const data: At[] = [
    [Math.max(at, from), score],
    [to, score],
  ];
  return { ...quiet, data, lineStyle: { color: TONE.ink, width: 1.5, type: 'dashed' } };
}

function estimates(marks: readonly Estimate[], size: Timeline['size']): LineSeriesOption {
  const dot = size === 'large' ? 6 : 4;
  const last = marks.length - 1;
  return {
    ...quiet,
    data: marks.map(({ at, score }, index) => ({
      value: [at, score],
      symbolSize: index === last ? dot + 4 : dot,
      symbol: index === last || marks.length <= DOTS_MOST ? 'circle' : 'none',
    })),
    showSymbol: true,
    showAllSymbol: true,
    z: 3,
    lineStyle: { color: TONE.accent, width: 2 },
    itemStyle: { color: TONE.accent, opacity: 1 },
  };
}

/** When there were ratings, on the lower edge: a band without a number has no middle to be marked. */
function ticks(marks: readonly Mark[]): LineSeriesOption {
  return {
    ...quiet,
    data: marks.map(({ at }): At => [at, 1]),
    lineStyle: { opacity: 0 },
    showSymbol: true,
    symbol: 'rect',
    symbolSize: [2, 10],
    itemStyle: { color: TONE.accent },
  };
}
