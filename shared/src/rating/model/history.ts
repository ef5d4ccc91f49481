import { shownFor, type Shown } from '../shown.js';
import { int } from './columns.js';
import { filteredAbilities, slotsOf, standardErrors, type Estimated } from './filter.js';
import type { Ledger } from './ledger.js';
import { Profile } from './profile.js';
import type { Variances } from './variances.js';

/** A person after one of their sheets, as a candidate. */
export interface HistoryEntry {
  sheet: string;
  /** Epoch milliseconds. */
  at: number;
  /** Mean of what was given, 1..5. */
  raw: number;
  /**
   * The estimate from the sheets up to this one. What raters, questions and pairs are like is taken as it is known
   * now: otherwise the past would hold errors that have long been found.
   */
  overall: Estimated;
  /** What the evidence carried then. */
  show: Shown;
  /** Those that the sheet scored, each from the sheets up to it. */
  competencies: ({ competency: string; raw: number } & Estimated)[];
}

/** The person's sheets in the order of time; the last entry says what `candidateEstimate` says. */
export function historyOf(ledger: Ledger, person: number, variances: Variances): HistoryEntry[] {
  const slots = slotsOf(ledger, person);
  const start = ledger.startOf(person);
  const abilities = filteredAbilities(ledger, slots, start, variances);
  const errors = standardErrors(ledger, slots, variances);
  const profile = new Profile(ledger, variances);
  const raters = new Set<number>();
  return slots.map((slot, index) => {
    profile.add(slot);
    raters.add(int(ledger.byRater.owner, slot));
    const overall = { score: start + (abilities[index] ?? NaN), se: errors[index] ?? NaN };
    return {
      sheet: ledger.idOf(slot),
      at: ledger.at[slot] ?? NaN,
      raw: ledger.rawMeanOf(slot),
      overall,
      show: shownFor(raters.size, index + 1, overall.se),
      competencies: scoredOn(ledger, slot, overall, profile),
    };
  });
}

function scoredOn(ledger: Ledger, slot: number, overall: Estimated, profile: Profile): HistoryEntry['competencies'] {
  const from = int(ledger.scoresFrom, slot);
  return Array.from({ length: int(ledger.scoresCount, slot) }, (_, index) => {
    const k = ledger.competencyAt(from + index);
    return {
      competency: ledger.competencies.name(k),
      raw: ledger.scoreAt(from + index),
      score: overall.score + ledger.offsetOf(k) + profile.deviation(k),
      se: Math.sqrt(overall.se ** 2 + profile.variance(k)),
    };
  });
}
