import { END } from './block.js';
import { int, num } from './columns.js';
import type { Ledger } from './ledger.js';
import { pairVariance, stepVariance, type Variances } from './variances.js';

/** A value on the 1..5 scale (severity: points of it) with its standard error. */
export interface Estimated {
  score: number;
  se: number;
}

/** A candidate's sheets in the order of time. */
export function slotsOf({ byCandidate }: Ledger, person: number): number[] {
  const slots: number[] = [];
  for (let slot = int(byCandidate.head, person); slot !== END; slot = int(byCandidate.next, slot)) slots.push(slot);
  return slots;
}

export const severityOf = ({ byRater }: Ledger, slot: number): number => num(byRater.value, int(byRater.owner, slot));
export const difficultyOf = ({ byQuestion }: Ledger, slot: number): number =>
  num(byQuestion.value, int(byQuestion.owner, slot));
export const pairOf = ({ byPair }: Ledger, slot: number): number => num(byPair.value, int(byPair.owner, slot));

/** m + b + d − p: what a sheet says of the ability once all else is taken out, c_k among it. */
export function adjustedMean(ledger: Ledger, slot: number): number {
  return num(ledger.mean, slot) + severityOf(ledger, slot) + difficultyOf(ledger, slot) - pairOf(ledger, slot);
}

/** The Kalman gain of each sheet where sheet j has noise variance `noise(j)`, and the variance left after each. */
function gainsOf(
  ledger: Ledger,
  slots: readonly number[],
  variances: Variances,
  noise: (slot: number) => number,
): { gains: number[]; left: number[] } {
  const gains: number[] = [];
  const left: number[] = [];
  let spread = variances.ability ** 2;
  let before = END;
  for (const slot of slots) {
    if (before !== END) spread += stepVariance(num(ledger.at, before), num(ledger.at, slot), variances);
    before = slot;
    const gain = spread / (spread + noise(slot));
    spread *= 1 - gain;
    gains.push(gain);
    left.push(spread);
  }
  return { gains, left };
}

/** The filter's gains: a sheet's noise is v. */
const filterGains = (ledger: Ledger, slots: readonly number[], variances: Variances): number[] =>
  gainsOf(ledger, slots, variances, () => variances.noise ** 2).gains;

/** x_u after each sheet, from what the other blocks say now: x += g(z − x). */
export function filteredAbilities(
  ledger: Ledger,
  slots: readonly number[],
  start: number,
  variances: Variances,
): number[] {
  const gains = filterGains(ledger, slots, variances);
  let x = 0;
  return slots.map((slot, index) => (x += (gains[index] ?? 0) * (adjustedMean(ledger, slot) - start - x)));
}

/** What a pair's effect adds to the noise of each of its sheets: σp²·max(1, n/2), friends' sheets repeat each other. */
export const pairNoise = (sheets: number, variances: Variances): number =>
  pairVariance(sheets, variances) * Math.max(1, sheets / 2);

/** The noise of a sheet where the other blocks are not taken for known: v + Var(b_r) + Var(d_q) + the pair's. */
export function sheetNoise({ byRater, byQuestion, byPair }: Ledger, slot: number, variances: Variances): number {
  return (
    variances.noise ** 2 +
    num(byRater.variance, int(byRater.owner, slot)) +
    num(byQuestion.variance, int(byQuestion.owner, slot)) +
    pairNoise(int(byPair.count, int(byPair.owner, slot)), variances)
  );
}

/** The standard error after each sheet: √(P + floor²), P of a second pass with the noise of `sheetNoise`. */
export function standardErrors(ledger: Ledger, slots: readonly number[], variances: Variances): number[] {
  const { left } = gainsOf(ledger, slots, variances, (slot) => sheetNoise(ledger, slot, variances));
  return left.map((spread) => Math.sqrt(spread + variances.floor ** 2));
}

/** The filter as weights: of each sheet on the present, and of the prior; they sum to 1. */
export function weightsOf(
  ledger: Ledger,
  slots: readonly number[],
  variances: Variances,
): { of: number[]; prior: number } {
  let prior = 1;
  const of = filterGains(ledger, slots, variances)
    .toReversed()
    .map((gain) => {
      const weight = gain * prior;
      prior *= 1 - gain;
      return weight;
    })
    .toReversed();
  return { of, prior };
}
