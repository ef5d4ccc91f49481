import { int, num } from './columns.js';
import { adjustedMean, pairNoise, sheetNoise, slotsOf } from './filter.js';
import type { Ledger } from './ledger.js';
import type { Variances } from './variances.js';

/** Sheets that have something in common, a track or a level. */
export interface Part {
  sheets: number;
  /** How many people have written them. */
  raters: number;
  /** Of m_s + b + d − p, c_k taken out, on the 1..5 scale. */
  mean: number;
  se: number;
}

/** What a sheet can be grouped by. */
export interface GroupedSheet {
  id: string;
  question: string;
  /** As declared on it. */
  level: string;
}

/**
 * The mean of a candidate's adjusted sheets, by group; sheets whose group is `null` are left out. A sheet weighs
 * w = 1/(v + Var(b) + Var(d) + pair), so that friends' sheets weigh little, and what two sheets of one rater, question
 * or pair have in common does not average out:
 *
 *     se² = [Σ_s w²·v + Σ_r (Σ w)²·Var(b_r) + Σ_q (Σ w)²·Var(d_q) + Σ_pair (Σ w)²·pair]/(Σ w)² + floor²
 */
export function partsOf<Group extends string>(
  ledger: Ledger,
  person: number,
  variances: Variances,
  groupOf: (sheet: GroupedSheet) => Group | null,
): Map<Group, Part> {
  const groups = new Map<Group, number[]>();
  for (const slot of slotsOf(ledger, person)) {
    const question = ledger.questions.name(int(ledger.byQuestion.owner, slot));
    const level = ledger.levels.name(int(ledger.level, slot));
    const group = groupOf({ id: ledger.idOf(slot), question, level });
    if (group === null) continue;
    const slots = groups.get(group);
    if (slots) slots.push(slot);
    else groups.set(group, [slot]);
  }
  return new Map(Array.from(groups, ([group, slots]) => [group, partOf(ledger, slots, variances)]));
}

function partOf(ledger: Ledger, slots: readonly number[], variances: Variances): Part {
  const { byRater, byQuestion, byPair } = ledger;
  const weight = (slot: number) => 1 / sheetNoise(ledger, slot, variances);
  const total = slots.reduce((sum, slot) => sum + weight(slot), 0);
  const shared = (owners: Int32Array, variance: (owner: number) => number) => {
    const weights = new Map<number, number>();
    for (const slot of slots) {
      weights.set(int(owners, slot), (weights.get(int(owners, slot)) ?? 0) + weight(slot));
    }
    return [...weights].reduce((sum, [owner, added]) => sum + added ** 2 * variance(owner), 0);
  };
  const spread =
    slots.reduce((sum, slot) => sum + weight(slot) ** 2, 0) * variances.noise ** 2 +
    shared(byRater.owner, (rater) => num(byRater.variance, rater)) +
    shared(byQuestion.owner, (question) => num(byQuestion.variance, question)) +
    shared(byPair.owner, (pair) => pairNoise(int(byPair.count, pair), variances));
  return {
    sheets: slots.length,
    raters: new Set(slots.map((slot) => int(byRater.owner, slot))).size,
    mean: slots.reduce((sum, slot) => sum + weight(slot) * adjustedMean(ledger, slot), 0) / total,
    se: Math.sqrt(spread / total ** 2 + variances.floor ** 2),
  };
}

/** Beyond this many points from typical, a rater is called harsh or lenient. */
const FAR_FROM_TYPICAL = 0.3;

/** How many of the people who rated a candidate are harsh, typical and lenient, each counted once. */
export interface RatersAre {
  harsh: number;
  typical: number;
  lenient: number;
}

export function ratersAre(ledger: Ledger, person: number): RatersAre {
  const raters = new Set(slotsOf(ledger, person).map((slot) => int(ledger.byRater.owner, slot)));
  const severities = [...raters].map((rater) => num(ledger.byRater.value, rater));
  const harsh = severities.filter((severity) => severity > FAR_FROM_TYPICAL).length;
  const lenient = severities.filter((severity) => severity < -FAR_FROM_TYPICAL).length;
  return { harsh, typical: severities.length - harsh - lenient, lenient };
}
