import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

export interface Latencies {
  p50: number;
  p95: number;
  p99: number;
}

/** The value below which a share of the samples lies (nearest rank); NaN without samples. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function latenciesOf(samples: readonly number[]): Latencies {
  const sorted = [...samples].sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => round(percentile(sorted, share)));
  return { p50: p50 ?? NaN, p95: p95 ?? NaN, p99: p99 ?? NaN };
}

/** The value in the middle; the lower one of two. */
export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** How late the generator's own loop runs, in ms: above 10 at p99 its figures say more about it than about the server. */
export class LoopLag {
  private readonly resolution = 5;
  private readonly histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: this.resolution });

  start(): void {
    this.histogram.reset();
    this.histogram.enable();
  }

  /** The 99th percentile beyond the sampling interval itself. */
  stop(): number {
    this.histogram.disable();
    return round(Math.max(0, this.histogram.percentile(99) / 1e6 - this.resolution));
  }
}
