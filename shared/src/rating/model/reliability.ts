import { END } from './block.js';
import { int, num } from './columns.js';
import { adjustedMean } from './filter.js';
import type { Ledger } from './ledger.js';
import type { Variances } from './variances.js';

export interface Reliability {
  /** ICC(1): how much of the variance of a single sheet lies between people, at most 1; below 0 is none. */
  icc: number;
  /** How many sheets' mean has a reliability of .7 and .8; `null` where no number of them has. */
  sheetsFor70: number | null;
  sheetsFor80: number | null;
}

/** Of what was given, and with severity, difficulty and pairs taken out. */
export interface Reliabilities {
  raw: Reliability;
  adjusted: Reliability;
}

/**
 * One-way random effects over people with sheets of unequal number: ICC(1) = (MSB − MSW)/(MSB + (k₀ − 1)·MSW),
 * k₀ = (N − Σn²/N)/(a − 1) (Shrout & Fleiss, "Intraclass correlations", Psychological Bulletin 1979); `null` with
 * fewer than two people or without anybody who has two sheets.
 *
 * What is taken out of a sheet is estimated without it, all else as it is: its own residual e, or else every sheet
 * would seem more reliable than it is. With the blocks' variances that is m + b + d − p + e/v·Σ 1/(1/Var − 1/v).
 */
export function reliabilities(ledger: Ledger, variances: Variances): Reliabilities | null {
  const raw = iccOf(ledger, (slot) => ledger.rawMeanOf(slot));
  const adjusted = iccOf(ledger, (slot) => adjustedByOthers(ledger, slot, variances));
  return raw === null || adjusted === null ? null : { raw: reliabilityOf(raw), adjusted: reliabilityOf(adjusted) };
}

function adjustedByOthers(ledger: Ledger, slot: number, variances: Variances): number {
  const adjusted = adjustedMean(ledger, slot);
  const error = adjusted - ledger.startOf(int(ledger.byCandidate.owner, slot)) - num(ledger.ability, slot);
  const precision = 1 / variances.noise ** 2;
  const own = [ledger.byRater, ledger.byQuestion, ledger.byPair].reduce(
    (sum, { owner, variance }) => sum + 1 / (1 / num(variance, int(owner, slot)) - precision),
    0,
  );
  return adjusted + error * precision * own;
}

function iccOf({ byCandidate }: Ledger, valueOf: (slot: number) => number): number | null {
  let [people, sheets, countSquares, total, ofMeans, squares] = [0, 0, 0, 0, 0, 0];
  for (let person = 0; person < byCandidate.owners; person += 1) {
    const count = int(byCandidate.count, person);
    if (count === 0) continue;
    let sum = 0;
    for (let slot = int(byCandidate.head, person); slot !== END; slot = int(byCandidate.next, slot)) {
      const value = valueOf(slot);
      sum += value;
      squares += value * value;
    }
    people += 1;
    sheets += count;
    countSquares += count * count;
    total += sum;
    ofMeans += (sum * sum) / count;
  }
  if (people < 2 || sheets === people) return null;
  const between = (ofMeans - (total * total) / sheets) / (people - 1);
  const within = (squares - ofMeans) / (sheets - people);
  const size = (sheets - countSquares / sheets) / (people - 1);
  const all = between + (size - 1) * within;
  return all === 0 ? null : (between - within) / all;
}

function reliabilityOf(icc: number): Reliability {
  return { icc, sheetsFor70: sheetsFor(0.7, icc), sheetsFor80: sheetsFor(0.8, icc) };
}

/** Spearman–Brown: n = R·(1 − ICC)/(ICC·(1 − R)), rounded up. */
function sheetsFor(reliability: number, icc: number): number | null {
  return icc <= 0 ? null : Math.ceil((reliability * (1 - icc)) / (icc * (1 - reliability)));
}
