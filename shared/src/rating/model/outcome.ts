import { END } from './block.js';
import { int, num } from './columns.js';
import type { Ledger } from './ledger.js';
import { pairVariance, stepVariance, type Variances } from './variances.js';

/** A value on the 1..5 scale (severity: points of it) with its standard error. */
export interface Estimated {
  score: number;
  se: number;
}

/**
 * The score as a sum: score = (1 − priorWeight)·(raw + severity + difficulty + pair) + priorWeight·prior. The filter's
 * weights and the prior's sum to 1, so it is an identity and no approximation.
 */
export interface Explanation {
  /** The weighted mean of what was given, later sheets weighing more. */
  raw: number;
  /** What harsh (+) or lenient (−) raters took or gave. */
  severity: number;
  /** What hard (+) or easy (−) questions took or gave. */
  difficulty: number;
  /** What friends gave beyond what was due (−), or the opposite. */
  pair: number;
  /** The level's average, and how much of the score it is. */
  prior: number;
  priorWeight: number;
}

export interface CompetencyEstimate extends Estimated {
  /** How many sheets scored it. An axis of a chart needs three. */
  sheets: number;
  /** Beyond the 90 % interval of the person's own mean; else `null`. */
  stands: 'strength' | 'weakness' | null;
}

/** What the evidence carries: nothing but the single report, a band, or a score. */
export type Shown = 'nothing' | 'band' | 'score';

export interface CandidateEstimate {
  overall: Estimated;
  competencies: Record<string, CompetencyEstimate>;
  show: Shown;
  sheets: number;
  raters: number;
  explain: Explanation;
}

/** Two-sided 90 % of a normal distribution. */
const Z90 = 1.645;
const MOST_SE_OF_A_SCORE = 0.3;
const RATERS_OF_A_BAND = 2;
const RATERS_OF_A_SCORE = 3;
/** How much wider than sampling alone a competency's deviation turned out to be in simulation. */
const DEVIATION_INFLATION = 1.4;

/** What is known of a person as a candidate; `null` where nobody has rated them. */
export function candidateEstimate(ledger: Ledger, person: number, variances: Variances): CandidateEstimate | null {
  const slots = slotsOf(ledger, person);
  if (slots.length === 0) return null;
  const start = ledger.startOf(person);
  const weights = weightsOf(ledger, slots, variances);
  const score = start + filteredAbility(ledger, slots, start, variances);
  const se = Math.sqrt(spreadOf(ledger, slots, variances) + variances.floor ** 2);
  const raters = new Set(slots.map((slot) => int(ledger.byRater.owner, slot))).size;
  return {
    overall: { score, se },
    competencies: competencyEstimates(ledger, slots, { score, se }, variances),
    show: shownFor(raters, se),
    sheets: slots.length,
    raters,
    explain: explanationOf(ledger, slots, weights, start),
  };
}

/** Severity with its standard error √(1/(1/σB² + n/v + w)). */
export function severityEstimate({ byRater }: Ledger, person: number): Estimated {
  return { score: num(byRater.value, person), se: Math.sqrt(num(byRater.variance, person)) };
}

/** One rater: nothing but the report; a score from three raters with a standard error of at most .30; else a band. */
function shownFor(raters: number, se: number): Shown {
  if (raters < RATERS_OF_A_BAND) return 'nothing';
  return raters >= RATERS_OF_A_SCORE && se <= MOST_SE_OF_A_SCORE ? 'score' : 'band';
}

function slotsOf({ byCandidate }: Ledger, person: number): number[] {
  const slots: number[] = [];
  for (let slot = int(byCandidate.head, person); slot !== END; slot = int(byCandidate.next, slot)) slots.push(slot);
  return slots;
}

/** The Kalman gain of each sheet where sheet j has noise variance `noise(j)`, and the variance left after the last. */
function gainsOf(
  ledger: Ledger,
  slots: readonly number[],
  variances: Variances,
  noise: (slot: number) => number,
): { gains: number[]; left: number } {
  let left = variances.ability ** 2;
  let before: number | undefined;
  const gains = slots.map((slot) => {
    if (before !== undefined) left += stepVariance(num(ledger.at, before), num(ledger.at, slot), variances);
    before = slot;
    const gain = left / (left + noise(slot));
    left *= 1 - gain;
    return gain;
  });
  return { gains, left };
}

/** The filter as weights: of each sheet on the present, and of the prior; they sum to 1. */
function weightsOf(ledger: Ledger, slots: readonly number[], variances: Variances): { of: number[]; prior: number } {
  const { gains } = gainsOf(ledger, slots, variances, () => variances.noise ** 2);
  let prior = 1;
  const of = gains
    .toReversed()
    .map((gain) => {
      const weight = gain * prior;
      prior *= 1 - gain;
      return weight;
    })
    .toReversed();
  return { of, prior };
}

/** x_u(now) from what the other blocks say now: x += g(z − x). */
function filteredAbility(ledger: Ledger, slots: readonly number[], start: number, variances: Variances): number {
  const { gains } = gainsOf(ledger, slots, variances, () => variances.noise ** 2);
  return slots.reduce((x, slot, index) => {
    const z =
      num(ledger.mean, slot) - start + severityOf(ledger, slot) + difficultyOf(ledger, slot) - pairOf(ledger, slot);
    return x + (gains[index] ?? 0) * (z - x);
  }, 0);
}

/** P of a second pass, in which a sheet's noise is v + Var(b_r) + Var(d_q) + σp²·max(1, n_pair/2). */
function spreadOf(ledger: Ledger, slots: readonly number[], variances: Variances): number {
  return gainsOf(ledger, slots, variances, (slot) => {
    const shared = int(ledger.byPair.count, int(ledger.byPair.owner, slot));
    return (
      variances.noise ** 2 +
      num(ledger.byRater.variance, int(ledger.byRater.owner, slot)) +
      num(ledger.byQuestion.variance, int(ledger.byQuestion.owner, slot)) +
      pairVariance(shared, variances) * Math.max(1, shared / 2)
    );
  }).left;
}

const severityOf = ({ byRater }: Ledger, slot: number): number => num(byRater.value, int(byRater.owner, slot));
const difficultyOf = ({ byQuestion }: Ledger, slot: number): number =>
  num(byQuestion.value, int(byQuestion.owner, slot));
const pairOf = ({ byPair }: Ledger, slot: number): number => num(byPair.value, int(byPair.owner, slot));

function explanationOf(
  ledger: Ledger,
  slots: readonly number[],
  weights: { of: readonly number[]; prior: number },
  prior: number,
): Explanation {
  const weighted = (value: (slot: number) => number) =>
    slots.reduce((sum, slot, index) => sum + (weights.of[index] ?? 0) * value(slot), 0) / (1 - weights.prior);
  return {
    raw: weighted((slot) => num(ledger.mean, slot)),
    severity: weighted((slot) => severityOf(ledger, slot)),
    difficulty: weighted((slot) => difficultyOf(ledger, slot)),
    pair: weighted((slot) => -pairOf(ledger, slot)),
    prior,
    priorWeight: weights.prior,
  };
}

/** score_uk = overall + c_k + D_uk with D_uk = Σ(y_sk − c_k − m_s)/(n_uk + λ), λ = (σDE/σD)². */
function competencyEstimates(
  ledger: Ledger,
  slots: readonly number[],
  overall: Estimated,
  variances: Variances,
): Record<string, CompetencyEstimate> {
  const { sum, count } = deviationsOf(ledger, slots);
  const noise = DEVIATION_INFLATION * variances.deviationNoise ** 2;
  const lambda = (variances.deviationNoise / variances.deviation) ** 2;
  const estimates = ledger.competencies.list.map((name, k): [string, CompetencyEstimate] => {
    const sheets = num(count, k);
    const deviation = num(sum, k) / (sheets + lambda);
    const spread = noise / (sheets + lambda);
    const clear = sheets > 0 && Math.abs(deviation) > Z90 * Math.sqrt(spread);
    return [
      name,
      {
        score: overall.score + ledger.offsetOf(k) + deviation,
        se: Math.sqrt(overall.se ** 2 + spread),
        sheets,
        stands: clear ? (deviation > 0 ? 'strength' : 'weakness') : null,
      },
    ];
  });
  return Object.fromEntries(estimates);
}

function deviationsOf(ledger: Ledger, slots: readonly number[]): { sum: Float64Array; count: Float64Array } {
  const sum = new Float64Array(ledger.competencies.size);
  const count = new Float64Array(ledger.competencies.size);
  for (const slot of slots) {
    const from = int(ledger.scoresFrom, slot);
    for (let at = from; at < from + int(ledger.scoresCount, slot); at += 1) {
      const k = ledger.competencyAt(at);
      sum[k] = num(sum, k) + ledger.scoreAt(at) - ledger.offsetOf(k) - num(ledger.mean, slot);
      count[k] = num(count, k) + 1;
    }
  }
  return { sum, count };
}
