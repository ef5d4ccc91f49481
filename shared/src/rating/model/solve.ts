import type { Block } from './block.js';
import { int, num } from './columns.js';
import { setEpoch } from './epoch.js';
import type { Ledger } from './ledger.js';
import { setShares } from './shares.js';
import { stepVariance, vignettePrecision, type Variances } from './variances.js';

const LEVEL_ROUNDS = 5;
const SWEEPS_PER_ROUND = 12;
/** How many people's worth of standing still a level's average has. */
const LEVEL_INERTIA = 5;
const TOLERANCE = 1e-7;
const MOST_SWEEPS = 400;

export interface Solution {
  sweeps: number;
  /** The largest change of any value in the last sweep. */
  change: number;
}

/** What a sweep needs beside the ledger: the same in all of them, so it is worked out once. */
interface Work {
  ledger: Ledger;
  /** 1/v. */
  precision: number;
  /** By sheet: m − μ, Kalman gain, and how much of what follows is carried back. */
  rest: Float64Array;
  gain: Float64Array;
  carry: Float64Array;
  /** By rater: w·c̄. */
  raterPrior: Float64Array;
  /** Sums by owner, and one person's abilities before smoothing. */
  sums: Float64Array;
  filtered: Float64Array;
}

/**
 * Solves a canonical ledger from zero, block by block; each step is the exact minimiser of a strictly convex
 * quadratic (Gauss–Seidel in blocks), in a fixed order and with + − × ÷ √ only, so the same sheets give the same bits.
 */
export function solve(ledger: Ledger, variances: Variances): Solution {
  setEpoch(ledger);
  const work = prepare(ledger, variances);
  for (let round = 0; round < LEVEL_ROUNDS; round += 1) {
    for (let count = 0; count < SWEEPS_PER_ROUND; count += 1) sweep(work);
    moveAverages(work);
  }
  let sweeps = LEVEL_ROUNDS * SWEEPS_PER_ROUND;
  let change = Infinity;
  for (; change > TOLERANCE && sweeps < MOST_SWEEPS; sweeps += 1) change = sweep(work);
  return { sweeps, change };
}

function prepare(ledger: Ledger, variances: Variances): Work {
  const sheets = ledger.slotCount;
  setShares(ledger, variances);
  const { byRater, byQuestion, byPair } = ledger;
  const work: Work = {
    ledger,
    precision: 1 / variances.noise ** 2,
    rest: new Float64Array(sheets),
    gain: new Float64Array(sheets),
    carry: new Float64Array(sheets),
    raterPrior: Float64Array.from({ length: byRater.owners }, (_, person) => vignettesSay(ledger, person, variances)),
    sums: new Float64Array(Math.max(byRater.owners, byQuestion.owners, byPair.owners)),
    filtered: new Float64Array(sheets),
  };
  setGains(work, variances);
  setRest(work);
  return work;
}

/** Kalman gains g = P/(P + v) forwards and Rauch–Tung–Striebel gains P/(P + q) backwards: they depend on times alone. */
function setGains({ ledger, gain, carry }: Work, variances: Variances): void {
  const { head, count } = ledger.byCandidate;
  const noise = variances.noise ** 2;
  for (let person = 0; person < ledger.byCandidate.owners; person += 1) {
    const from = int(head, person);
    const to = from + int(count, person);
    let spread = variances.ability ** 2;
    for (let slot = from; slot < to; slot += 1) {
      gain[slot] = spread / (spread + noise);
      spread *= 1 - num(gain, slot);
      if (slot + 1 === to) break;
      const step = stepVariance(num(ledger.at, slot), num(ledger.at, slot + 1), variances);
      carry[slot] = spread / (spread + step);
      spread += step;
    }
  }
}

/** w·c̄: what a rater's vignettes say of their severity; 0 without any. */
export function vignettesSay(ledger: Ledger, person: number, variances: Variances): number {
  const weight = vignettePrecision(int(ledger.vignettes, person), variances);
  return weight === 0 ? 0 : weight * (num(ledger.vignetteError, person) - ledger.vignetteMean);
}

function setRest({ ledger, rest }: Work): void {
  const { owner } = ledger.byCandidate;
  for (let slot = 0; slot < rest.length; slot += 1) {
    rest[slot] = num(ledger.mean, slot) - ledger.startOf(int(owner, slot));
  }
}

/** μ += Σ x_first/(n + 5): what all people of a level have in common belongs to the level. */
function moveAverages(work: Work): void {
  const { ledger } = work;
  const { head, count } = ledger.byCandidate;
  const sum = new Float64Array(ledger.levels.size);
  const people = new Float64Array(ledger.levels.size);
  for (let person = 0; person < ledger.byCandidate.owners; person += 1) {
    if (int(count, person) === 0) continue;
    const first = int(head, person);
    const level = int(ledger.level, first);
    sum[level] = num(sum, level) + num(ledger.ability, first);
    people[level] = num(people, level) + 1;
  }
  for (let level = 0; level < sum.length; level += 1) {
    ledger.average[level] = num(ledger.average, level) + num(sum, level) / (num(people, level) + LEVEL_INERTIA);
  }
  setRest(work);
}

function sweep(work: Work): number {
  const abilities = sweepAbilities(work);
  const severities = sweepSeverities(work);
  const difficulties = sweepDifficulties(work);
  return Math.max(abilities, severities, difficulties, sweepPairs(work));
}

/** x: Kalman filter over z = m − μ + b + d − p, then the smoother backwards. */
function sweepAbilities({ ledger, rest, gain, carry, filtered }: Work): number {
  const { head, count, owners } = ledger.byCandidate;
  const { ability } = ledger;
  const [rater, question, pair] = [ledger.byRater.owner, ledger.byQuestion.owner, ledger.byPair.owner];
  const [severity, difficulty, effect] = [ledger.byRater.value, ledger.byQuestion.value, ledger.byPair.value];
  let change = 0;
  for (let person = 0; person < owners; person += 1) {
    const from = int(head, person);
    const to = from + int(count, person);
    let x = 0;
    for (let slot = from; slot < to; slot += 1) {
      const z =
        num(rest, slot) +
        num(severity, int(rater, slot)) +
        num(difficulty, int(question, slot)) -
        num(effect, int(pair, slot));
      x += num(gain, slot) * (z - x);
      filtered[slot] = x;
    }
    for (let slot = to - 1; slot >= from; slot -= 1) {
      if (slot < to - 1) x = num(filtered, slot) + num(carry, slot) * (x - num(filtered, slot));
      change = Math.max(change, Math.abs(x - num(ability, slot)));
      ability[slot] = x;
    }
  }
  return change;
}

/** b = [Σ(μ + x − d + p − m)/v + w·c̄] / [1/σB² + n/v + w]. */
function sweepSeverities({ ledger, precision, rest, sums, raterPrior }: Work): number {
  const { ability } = ledger;
  const { owner, owners, value, variance } = ledger.byRater;
  const [question, pair] = [ledger.byQuestion.owner, ledger.byPair.owner];
  const [difficulty, effect] = [ledger.byQuestion.value, ledger.byPair.value];
  sums.fill(0, 0, owners);
  for (let slot = 0; slot < rest.length; slot += 1) {
    const rater = int(owner, slot);
    const left =
      num(ability, slot) - num(rest, slot) - num(difficulty, int(question, slot)) + num(effect, int(pair, slot));
    sums[rater] = num(sums, rater) + left;
  }
  let change = 0;
  for (let rater = 0; rater < owners; rater += 1) {
    const solved = (num(sums, rater) * precision + num(raterPrior, rater)) * num(variance, rater);
    change = Math.max(change, Math.abs(solved - num(value, rater)));
    value[rater] = solved;
  }
  return change;
}

/** d = [Σ(μ + x − b + p − m)/v] / [1/σQ² + n/v]. */
function sweepDifficulties({ ledger, precision, rest, sums }: Work): number {
  const { ability } = ledger;
  const { owner, owners } = ledger.byQuestion;
  const [rater, pair] = [ledger.byRater.owner, ledger.byPair.owner];
  const [severity, effect] = [ledger.byRater.value, ledger.byPair.value];
  sums.fill(0, 0, owners);
  for (let slot = 0; slot < rest.length; slot += 1) {
    const question = int(owner, slot);
    const left = num(ability, slot) - num(rest, slot) - num(severity, int(rater, slot)) + num(effect, int(pair, slot));
    sums[question] = num(sums, question) + left;
  }
  return settle(ledger.byQuestion, sums, precision);
}

/** p = [Σ(m − μ − x + b + d)/v] / [1/σp² + n/v]. */
function sweepPairs({ ledger, precision, rest, sums }: Work): number {
  const { ability } = ledger;
  const { owner, owners } = ledger.byPair;
  const [rater, question] = [ledger.byRater.owner, ledger.byQuestion.owner];
  const [severity, difficulty] = [ledger.byRater.value, ledger.byQuestion.value];
  sums.fill(0, 0, owners);
  for (let slot = 0; slot < rest.length; slot += 1) {
    const pair = int(owner, slot);
    const left =
      num(rest, slot) - num(ability, slot) + num(severity, int(rater, slot)) + num(difficulty, int(question, slot));
    sums[pair] = num(sums, pair) + left;
  }
  return settle(ledger.byPair, sums, precision);
}

function settle({ owners, value, variance }: Block, sums: Float64Array, precision: number): number {
  let change = 0;
  for (let owner = 0; owner < owners; owner += 1) {
    const solved = num(sums, owner) * precision * num(variance, owner);
    change = Math.max(change, Math.abs(solved - num(value, owner)));
    value[owner] = solved;
  }
  return change;
}
