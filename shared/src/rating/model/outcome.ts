import { shownFor, Z90, type Shown } from '../shown.js';
import { bandsFor, percentilesWithin, type BandRange } from '../standing.js';
import { int, num } from './columns.js';
import {
  difficultyOf,
  filteredAbilities,
  pairOf,
  severityOf,
  slotsOf,
  standardErrors,
  weightsOf,
  type Estimated,
} from './filter.js';
import type { Ledger } from './ledger.js';
import { populationOf } from './population.js';
import { Profile } from './profile.js';
import type { Variances } from './variances.js';

/**
 * The score as a sum: score = (1 − priorWeight)·(raw + severity + difficulty + pair) + priorWeight·prior + competency
 * + deviation. The filter's weights and the prior's sum to 1, so it is an identity and no approximation.
 */
export interface Explanation {
  /** The weighted mean of what was given, each score less its competency's c_k, later sheets weighing more. */
  raw: number;
  /** What harsh (+) or lenient (−) raters took or gave. */
  severity: number;
  /** What hard (+) or easy (−) questions took or gave. */
  difficulty: number;
  /** What friends gave beyond what was due (−), or the opposite. */
  pair: number;
  /** The level's average, and how much of the score it is, 0..1. */
  prior: number;
  priorWeight: number;
  /** c_k: how the competency is rated everywhere; 0 overall. */
  competency: number;
  /** D_uk: how far the person's own mean on it lies from their overall; 0 overall. */
  deviation: number;
}

export interface CompetencyEstimate extends Estimated {
  /** How many sheets scored it, and by how many people. An axis of a chart needs three sheets. */
  sheets: number;
  raters: number;
  show: Shown;
  /** Beyond the 90 % interval of the person's own mean; else `null`. */
  stands: 'strength' | 'weakness' | null;
  explain: Explanation;
}

export interface CandidateEstimate {
  overall: Estimated;
  competencies: Record<string, CompetencyEstimate>;
  show: Shown;
  sheets: number;
  raters: number;
  /** Declared on the first sheet. */
  level: string;
  bands: BandRange;
  /** Where the 90 % interval lies among the people of the level as they are now, 0..100. */
  percentiles: { from: number; to: number };
  explain: Explanation;
}

/** What is known of a person as a candidate; `null` where nobody has rated them. */
export function candidateEstimate(ledger: Ledger, person: number, variances: Variances): CandidateEstimate | null {
  const slots = slotsOf(ledger, person);
  const [first] = slots;
  if (first === undefined) return null;
  const start = ledger.startOf(person);
  const score = start + (filteredAbilities(ledger, slots, start, variances).at(-1) ?? 0);
  const se = standardErrors(ledger, slots, variances).at(-1) ?? NaN;
  const level = int(ledger.level, first);
  const raters = new Set(slots.map((slot) => int(ledger.byRater.owner, slot))).size;
  const explain = explanationOf(ledger, slots, start, variances);
  return {
    overall: { score, se },
    competencies: competencyEstimates(ledger, slots, { score, se, explain }, variances),
    show: shownFor(raters, slots.length, se),
    sheets: slots.length,
    raters,
    level: ledger.levels.name(level),
    bands: bandsFor({ score, se }),
    percentiles: percentilesWithin({ score, se }, populationOf(ledger, level, variances)),
    explain,
  };
}

/** Severity with its standard error √(1/(1/σB² + n/v + w)). */
export function severityEstimate({ byRater }: Ledger, person: number): Estimated {
  return { score: num(byRater.value, person), se: Math.sqrt(num(byRater.variance, person)) };
}

function explanationOf(ledger: Ledger, slots: readonly number[], prior: number, variances: Variances): Explanation {
  const weights = weightsOf(ledger, slots, variances);
  const weighted = (value: (slot: number) => number) =>
    slots.reduce((sum, slot, index) => sum + (weights.of[index] ?? 0) * value(slot), 0) / (1 - weights.prior);
  return {
    raw: weighted((slot) => num(ledger.mean, slot)),
    severity: weighted((slot) => severityOf(ledger, slot)),
    difficulty: weighted((slot) => difficultyOf(ledger, slot)),
    pair: weighted((slot) => -pairOf(ledger, slot)),
    prior,
    priorWeight: weights.prior,
    competency: 0,
    deviation: 0,
  };
}

/** score_uk = overall + c_k + D_uk. */
function competencyEstimates(
  ledger: Ledger,
  slots: readonly number[],
  overall: Estimated & { explain: Explanation },
  variances: Variances,
): Record<string, CompetencyEstimate> {
  const profile = new Profile(ledger, variances);
  for (const slot of slots) profile.add(slot);
  const raters = ratersByCompetency(ledger, slots);
  const estimates = ledger.competencies.list.map((name, k): [string, CompetencyEstimate] => {
    const sheets = profile.sheets(k);
    const competency = ledger.offsetOf(k);
    const deviation = profile.deviation(k);
    const variance = profile.variance(k);
    const se = Math.sqrt(overall.se ** 2 + variance);
    const by = raters[k]?.size ?? 0;
    const clear = sheets > 0 && Math.abs(deviation) > Z90 * Math.sqrt(variance);
    return [
      name,
      {
        score: overall.score + competency + deviation,
        se,
        sheets,
        raters: by,
        show: shownFor(by, sheets, se),
        stands: clear ? (deviation > 0 ? 'strength' : 'weakness') : null,
        explain: { ...overall.explain, competency, deviation },
      },
    ];
  });
  return Object.fromEntries(estimates);
}

function ratersByCompetency(ledger: Ledger, slots: readonly number[]): Set<number>[] {
  const raters = ledger.competencies.list.map(() => new Set<number>());
  for (const slot of slots) {
    const from = int(ledger.scoresFrom, slot);
    for (let at = from; at < from + int(ledger.scoresCount, slot); at += 1) {
      raters[ledger.competencyAt(at)]?.add(int(ledger.byRater.owner, slot));
    }
  }
  return raters;
}
