import { END, type Block } from './block.js';
import { int, num } from './columns.js';
import { adjustedMean, type Estimated } from './filter.js';
import { flagsOf, isPairWorthALook, type PairEffect, type RaterFlag } from './flags.js';
import type { Ledger } from './ledger.js';
import { severityEstimate } from './outcome.js';
import { KINDS } from './shares.js';
import type { Variances } from './variances.js';

/** What is known of a person as a rater. Flags are for people to look at; nothing accuses on its own. */
export interface RaterStatistics {
  /** Positive is harsh, in points. */
  severity: Estimated;
  sheets: number;
  vignettes: number;
  /**
   * Mean squared standardised residual of their sheets' means: 1 is as expected, above 2 is erratic (honest raters in
   * simulation have .77 on average). `null` without a sheet.
   */
  consistency: number | null;
  /**
   * Within their sheets, the same of single scores around the sheet's mean and c_k: who rates at random has 4 and more,
   * honest raters .7 on average. `fitError` is its standard error. `null` where no sheet has two scores.
   */
  fit: number | null;
  fitError: number | null;
  /** The mean standard deviation within their sheets that have two scores or more, in points; `null` without one. */
  spread: number | null;
  flags: RaterFlag[];
}

/** What is added up of a rater's sheets. */
interface Sums {
  sheets: number;
  residuals: number;
  /** Sheets with two scores or more, their standard deviations, squares around the profile, and degrees of freedom. */
  several: number;
  deviations: number;
  squares: number;
  freedom: number;
}

/** Takes as many steps as the rater has sheets. */
export function raterStatistics(ledger: Ledger, person: number, variances: Variances): RaterStatistics {
  const { head, next } = ledger.byRater;
  const sums: Sums = { sheets: 0, residuals: 0, several: 0, deviations: 0, squares: 0, freedom: 0 };
  const pairs = new Set<number>();
  for (let slot = int(head, person); slot !== END; slot = int(next, slot)) {
    sums.sheets += 1;
    sums.residuals += squaredResidual(ledger, slot, variances);
    addWithin(ledger, slot, sums);
    pairs.add(int(ledger.byPair.owner, slot));
  }
  const fit = sums.freedom === 0 ? null : sums.squares / sums.freedom / profileVariance(variances);
  const known = {
    severity: severityEstimate(ledger, person),
    sheets: sums.sheets,
    vignettes: int(ledger.vignettes, person),
    consistency: sums.sheets === 0 ? null : sums.residuals / sums.sheets,
    fit,
    // The standard error of a variance from f degrees of freedom: √(2/f) of it.
    fitError: fit === null ? null : fit * Math.sqrt(2 / sums.freedom),
    spread: sums.several === 0 ? null : sums.deviations / sums.several,
  };
  const effects = Array.from(pairs, (pair) => effectOf(ledger, pair));
  return { ...known, flags: flagsOf(ledger.people.name(person), { ...known, several: sums.several }, effects) };
}

/** One score around its sheet's mean, the profile of its candidate not taken for known: σD² + σDE². */
const profileVariance = ({ deviation, deviationNoise }: Variances): number => deviation ** 2 + deviationNoise ** 2;

/**
 * e²·(v + A)/v² with e = m − (μ + x − b − d + p): a residual is smaller than the error, the more so the more its own
 * sheet has moved the four blocks that it is left over from. A is how surely they are known without it, summed up:
 * 1/(1/Var − 1/v) of each.
 */
function squaredResidual(ledger: Ledger, slot: number, variances: Variances): number {
  const v = variances.noise ** 2;
  const candidate = int(ledger.byCandidate.owner, slot);
  const error = adjustedMean(ledger, slot) - ledger.startOf(candidate) - num(ledger.ability, slot);
  const without = ({ owner, variance }: Block) => 1 / (1 / num(variance, int(owner, slot)) - 1 / v);
  const others = KINDS.reduce((sum, kind) => sum + without(ledger[kind]), 0);
  return (error * error * (v + others)) / (v * v);
}

function addWithin(ledger: Ledger, slot: number, sums: Sums): void {
  const count = int(ledger.scoresCount, slot);
  if (count < 2) return;
  const from = int(ledger.scoresFrom, slot);
  const mean = ledger.rawMeanOf(slot);
  let plain = 0;
  for (let at = from; at < from + count; at += 1) {
    const score = ledger.scoreAt(at);
    plain += (score - mean) ** 2;
    sums.squares += (score - ledger.offsetOf(ledger.competencyAt(at)) - num(ledger.mean, slot)) ** 2;
  }
  sums.several += 1;
  sums.deviations += Math.sqrt(plain / (count - 1));
  sums.freedom += count - 1;
}

function effectOf({ byPair, byCandidate, byRater, people }: Ledger, pair: number): PairEffect {
  const slot = int(byPair.head, pair);
  const names = [people.name(int(byCandidate.owner, slot)), people.name(int(byRater.owner, slot))].sort();
  return { a: names[0] ?? '', b: names[1] ?? '', effect: num(byPair.value, pair), sheets: int(byPair.count, pair) };
}

/** Every pair that is worth a look, in the order of the ledger. */
export function pairsWorthALook(ledger: Ledger): PairEffect[] {
  const found: PairEffect[] = [];
  for (let pair = 0; pair < ledger.byPair.owners; pair += 1) {
    if (int(ledger.byPair.count, pair) === 0) continue;
    const effect = effectOf(ledger, pair);
    if (isPairWorthALook(effect)) found.push(effect);
  }
  return found;
}
