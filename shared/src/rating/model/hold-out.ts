import { END } from './block.js';
import { without } from './canonical.js';
import { int, num } from './columns.js';
import { filteredAbilities, slotsOf } from './filter.js';
import type { Ledger } from './ledger.js';
import { Profile } from './profile.js';
import { solve } from './solve.js';
import type { Variances } from './variances.js';

/** How well sheets that are hidden are predicted from the others: root mean squared errors in points. */
export interface HoldOut {
  /** How many were hidden: the last one of everybody who has four or more. */
  sheets: number;
  model: number;
  /** By the mean of the candidate's other sheets. */
  raw: number;
  /** By the mean of all other sheets. */
  constant: number;
}

const FEWEST_SHEETS = 4;

/**
 * Hides everybody's last sheet, solves for the rest in a ledger of its own and predicts the mean of what was given as
 * μ + x + mean over its competencies of (c_k + D_uk) − b − d + p. Needs no truth, takes as long as a full solve, and
 * leaves the ledger as it is. `null` where there is nothing to hide.
 */
export function holdOut(ledger: Ledger, variances: Variances): HoldOut | null {
  const hidden = lastSheets(ledger);
  if (hidden.length === 0) return null;
  const rest = without(ledger, new Set(hidden));
  solve(rest, variances);
  let all = 0;
  for (let slot = 0; slot < rest.slotCount; slot += 1) all += rest.rawMeanOf(slot);
  const constant = all / rest.slotCount;
  const squares = { model: 0, raw: 0, constant: 0 };
  for (const slot of hidden) {
    const given = ledger.rawMeanOf(slot);
    const person = same(ledger.people.name(int(ledger.byCandidate.owner, slot)), rest);
    const slots = slotsOf(rest, person);
    const raw = slots.reduce((sum, other) => sum + rest.rawMeanOf(other), 0) / slots.length;
    squares.model += (given - predicted(ledger, slot, rest, person, slots, variances)) ** 2;
    squares.raw += (given - raw) ** 2;
    squares.constant += (given - constant) ** 2;
  }
  const error = (sum: number) => Math.sqrt(sum / hidden.length);
  return {
    sheets: hidden.length,
    model: error(squares.model),
    raw: error(squares.raw),
    constant: error(squares.constant),
  };
}

function lastSheets({ byCandidate }: Ledger): number[] {
  const last: number[] = [];
  for (let person = 0; person < byCandidate.owners; person += 1) {
    if (int(byCandidate.count, person) < FEWEST_SHEETS) continue;
    let slot = int(byCandidate.head, person);
    while (int(byCandidate.next, slot) !== END) slot = int(byCandidate.next, slot);
    last.push(slot);
  }
  return last;
}

const same = (name: string, { people }: Ledger): number => people.find(name) ?? END;

function predicted(
  ledger: Ledger,
  slot: number,
  rest: Ledger,
  person: number,
  slots: readonly number[],
  variances: Variances,
): number {
  const rater = same(ledger.people.name(int(ledger.byRater.owner, slot)), rest);
  const question = rest.questions.find(ledger.questions.name(int(ledger.byQuestion.owner, slot))) ?? END;
  const pair = rest.pairOf(person, rater);
  const start = rest.startOf(person);
  const ability = filteredAbilities(rest, slots, start, variances).at(-1) ?? 0;
  const given = num(rest.byRater.value, rater) + num(rest.byQuestion.value, question);
  const effect = pair === undefined ? 0 : num(rest.byPair.value, pair);
  return start + ability - given + effect + profileMean(ledger, slot, rest, slots, variances);
}

/** The mean of c_k + D_uk over what the hidden sheet scored; nothing is known of what only hidden sheets scored. */
function profileMean(
  ledger: Ledger,
  slot: number,
  rest: Ledger,
  slots: readonly number[],
  variances: Variances,
): number {
  const profile = new Profile(rest, variances);
  for (const other of slots) profile.add(other);
  const from = int(ledger.scoresFrom, slot);
  const count = int(ledger.scoresCount, slot);
  let sum = 0;
  for (let at = from; at < from + count; at += 1) {
    const k = rest.competencies.find(ledger.competencies.name(ledger.competencyAt(at)));
    if (k !== undefined) sum += rest.offsetOf(k) + profile.deviation(k);
  }
  return sum / count;
}
