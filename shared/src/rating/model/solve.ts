import type { Block } from './block.js';
import { int, num } from './columns.js';
import { setEpoch } from './epoch.js';
import type { Ledger } from './ledger.js';
import { setPopulations } from './population.js';
import { setShares } from './shares.js';
import { pairEffect, stepVariance, vignettePrecision, type Variances } from './variances.js';

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
  variances: Variances;
  /** 1/v. */
  precision: number;
  /** By sheet: m − μ, Kalman gain, and how much of what follows is carried back. */
  rest: Float64Array;
  gain: Float64Array;
  carry: Float64Array;
  /** By rater: w·c̄. */
  raterPrior: Float64Array;
  /** By owner, whatever is being added up. */
  sums: Float64Array;
  /** By sheet of the person at hand: abilities before smoothing, and what raters are compared with. */
  filtered: Float64Array;
  judged: Float64Array;
  /** By sheet: what the questions' sweep leaves for the pairs'. */
  over: Float64Array;
}

/**
 * Solves a canonical ledger from zero, block by block; each step is the exact minimiser of a strictly convex
 * function (Gauss–Seidel in blocks), in a fixed order and with + − × ÷ √ only, so the same sheets give the same bits.
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
  setPopulations(ledger, variances);
  return { sweeps, change };
}

function prepare(ledger: Ledger, variances: Variances): Work {
  const sheets = ledger.slotCount;
  const most = ledger.byCandidate.count.reduce((a, b) => Math.max(a, b), 0);
  setShares(ledger, variances);
  const { byRater, byQuestion, byPair } = ledger;
  const work: Work = {
    ledger,
    variances,
    precision: 1 / variances.noise ** 2,
    rest: new Float64Array(sheets),
    gain: new Float64Array(sheets),
    carry: new Float64Array(sheets),
    raterPrior: Float64Array.from({ length: byRater.owners }, (_, person) => vignettesSay(ledger, person, variances)),
    sums: new Float64Array(Math.max(byRater.owners, byQuestion.owners, byPair.owners)),
    filtered: new Float64Array(most),
    judged: new Float64Array(most),
    over: new Float64Array(sheets),
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

/**
 * x: Kalman filter over z = m − μ + b + d − p, then the smoother backwards; on its way back it adds up what the raters
 * need.
 */
function sweepAbilities({ ledger, rest, gain, carry, filtered, judged, sums }: Work): number {
  const { head, count, owners } = ledger.byCandidate;
  const { ability } = ledger;
  const [rater, question, pair] = [ledger.byRater.owner, ledger.byQuestion.owner, ledger.byPair.owner];
  const [severity, difficulty, effect] = [ledger.byRater.value, ledger.byQuestion.value, ledger.byPair.value];
  sums.fill(0, 0, ledger.byRater.owners);
  let change = 0;
  for (let person = 0; person < owners; person += 1) {
    const from = int(head, person);
    const to = from + int(count, person);
    let x = 0;
    for (let slot = from; slot < to; slot += 1) {
      const rated = num(rest, slot) + num(difficulty, int(question, slot)) - num(effect, int(pair, slot));
      x += num(gain, slot) * (rated + num(severity, int(rater, slot)) - x);
      judged[slot - from] = rated;
      filtered[slot - from] = x;
    }
    for (let slot = to - 1; slot >= from; slot -= 1) {
      const before = num(filtered, slot - from);
      x = slot === to - 1 ? before : before + num(carry, slot) * (x - before);
      change = Math.max(change, Math.abs(x - num(ability, slot)));
      ability[slot] = x;
      const by = int(rater, slot);
      sums[by] = num(sums, by) + x - num(judged, slot - from);
    }
  }
  return change;
}

/** b = [Σ(μ + x − d + p − m)/v + w·c̄] / [1/σB² + n/v + w], from the sums that the abilities' sweep has left. */
function sweepSeverities({ ledger, precision, sums, raterPrior }: Work): number {
  const { variance } = ledger.byRater;
  return settle(ledger.byRater, (rater) => {
    return (num(sums, rater) * precision + num(raterPrior, rater)) * num(variance, rater);
  });
}

/** d = [Σ(μ + x − b + p − m)/v] / [1/σQ² + n/v]; leaves m − μ − x + b of each sheet for the pairs. */
function sweepDifficulties({ ledger, precision, rest, over, sums }: Work): number {
  const { ability } = ledger;
  const { owner, owners, variance } = ledger.byQuestion;
  const [rater, pair] = [ledger.byRater.owner, ledger.byPair.owner];
  const [severity, effect] = [ledger.byRater.value, ledger.byPair.value];
  sums.fill(0, 0, owners);
  for (let slot = 0; slot < rest.length; slot += 1) {
    const question = int(owner, slot);
    const left = num(rest, slot) - num(ability, slot) + num(severity, int(rater, slot));
    over[slot] = left;
    sums[question] = num(sums, question) + num(effect, int(pair, slot)) - left;
  }
  return settle(ledger.byQuestion, (question) => num(sums, question) * precision * num(variance, question));
}

/** p = [Σ(m − μ − x + b + d)/v] / [1/σp² + n/v] up to δ; beyond, see `pairEffect`. */
function sweepPairs({ ledger, variances, precision, over, sums }: Work): number {
  const { owner, owners, count, variance } = ledger.byPair;
  const { owner: question, value: difficulty } = ledger.byQuestion;
  sums.fill(0, 0, owners);
  for (let slot = 0; slot < over.length; slot += 1) {
    const pair = int(owner, slot);
    sums[pair] = num(sums, pair) + num(over, slot) + num(difficulty, int(question, slot));
  }
  return settle(ledger.byPair, (pair) => {
    return pairEffect(num(sums, pair) * precision, int(count, pair), num(variance, pair), variances);
  });
}

/** Sets each owner's value and returns the largest change. */
function settle({ owners, value }: Block, solve: (owner: number) => number): number {
  let change = 0;
  for (let owner = 0; owner < owners; owner += 1) {
    const solved = solve(owner);
    change = Math.max(change, Math.abs(solved - num(value, owner)));
    value[owner] = solved;
  }
  return change;
}
