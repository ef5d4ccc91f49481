import { int } from './columns.js';
import { adjustedMean, noiseOf, slotsOf } from './filter.js';
import type { Ledger } from './ledger.js';
import type { Variances } from './variances.js';

/** What one sheet says of its candidate once severity, difficulty and what the pair gives are taken out. */
export interface AdjustedSheet {
  question: string;
  /** As declared on it. */
  level: string;
  rater: string;
  /** On the 1..5 scale, with its variance. */
  mean: number;
  variance: number;
}

/** A person's sheets in the order of time. */
export function adjustedSheets(ledger: Ledger, person: number, variances: Variances): AdjustedSheet[] {
  return slotsOf(ledger, person).map((slot) => ({
    question: ledger.questions.name(int(ledger.byQuestion.owner, slot)),
    level: ledger.levels.name(int(ledger.level, slot)),
    rater: ledger.people.name(int(ledger.byRater.owner, slot)),
    mean: adjustedMean(ledger, slot),
    variance: noiseOf(ledger, slot, variances),
  }));
}
