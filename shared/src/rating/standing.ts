import { normalShare } from './normal.js';
import { Z90, type Band } from './shown.js';

/** Where one band ends and the next begins, on the 1..5 scale. */
const SOLID_FROM = 2.5;
const STRONG_FROM = 3.5;
/** How probable the bands that are named have to be, together. */
const SURE_ENOUGH = 0.7;

export interface BandRange {
  from: Band;
  to: Band;
}

/**
 * The fewest neighbouring bands that hold N(score, se²) with a probability of at least .7: the same one twice where
 * one band is that probable, else a range; of two ranges of two the more probable one.
 */
export function bandsFor({ score, se }: { score: number; se: number }): BandRange {
  const belowSolid = normalShare((SOLID_FROM - score) / se);
  const belowStrong = normalShare((STRONG_FROM - score) / se);
  const ranges: readonly (BandRange & { probability: number })[] = [
    { from: 'developing', to: 'developing', probability: belowSolid },
    { from: 'solid', to: 'solid', probability: belowStrong - belowSolid },
    { from: 'strong', to: 'strong', probability: 1 - belowStrong },
    belowStrong >= 1 - belowSolid
      ? { from: 'developing', to: 'solid', probability: belowStrong }
      : { from: 'solid', to: 'strong', probability: 1 - belowSolid },
  ];
  const found = ranges.find(({ probability }) => probability >= SURE_ENOUGH);
  return found ? { from: found.from, to: found.to } : { from: 'developing', to: 'strong' };
}

/** How a group of people is spread on the 1..5 scale. */
export interface Population {
  mean: number;
  variance: number;
}

/** Where the 90 % interval of a score lies among a population, as percentiles 0..100. */
export function percentilesWithin(
  { score, se }: { score: number; se: number },
  { mean, variance }: Population,
): { from: number; to: number } {
  const shareBelow = (value: number) => 100 * normalShare((value - mean) / Math.sqrt(variance));
  return { from: shareBelow(score - Z90 * se), to: shareBelow(score + Z90 * se) };
}
