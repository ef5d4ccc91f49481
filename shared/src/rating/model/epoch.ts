import { int, num } from './columns.js';
import type { Ledger } from './ledger.js';

/** Alternations between c_k and the sheets' means: from the fourth on nothing moves by more than a thousandth. */
const OFFSET_ROUNDS = 8;
/** How many sheets' worth of the grand mean each level's average starts from. */
const LEVEL_PRIOR_SHEETS = 20;

/**
 * Sets what stands still between two full solves, from a canonical ledger:
 * c_k by least squares on y_sk = m_s + c_k with Σ c_k = 0 (within sheets, so that it does not matter who was rated on
 * what), the mean signed error on vignettes over raters, and μ_level = (Σ m + 20·grand)/(n + 20).
 */
export function setEpoch(ledger: Ledger): void {
  const competencies = ledger.competencies.size;
  ledger.offset = new Float64Array(competencies);
  for (let round = 0; round < OFFSET_ROUNDS; round += 1) {
    setMeans(ledger);
    ledger.offset = offsetsGiven(ledger);
  }
  setMeans(ledger);
  ledger.vignetteMean = vignetteMean(ledger);
  setAverages(ledger);
}

function setMeans(ledger: Ledger): void {
  for (let slot = 0; slot < ledger.slotCount; slot += 1) ledger.mean[slot] = ledger.meanOf(slot);
}

function offsetsGiven(ledger: Ledger): Float64Array<ArrayBuffer> {
  const sum = new Float64Array(ledger.competencies.size);
  const count = new Float64Array(ledger.competencies.size);
  for (let slot = 0; slot < ledger.slotCount; slot += 1) {
    const mean = num(ledger.mean, slot);
    const from = int(ledger.scoresFrom, slot);
    const to = from + int(ledger.scoresCount, slot);
    for (let at = from; at < to; at += 1) {
      const competency = ledger.competencyAt(at);
      sum[competency] = num(sum, competency) + ledger.scoreAt(at) - mean;
      count[competency] = num(count, competency) + 1;
    }
  }
  let total = 0;
  for (let k = 0; k < sum.length; k += 1) {
    sum[k] = num(sum, k) / num(count, k);
    total += num(sum, k);
  }
  for (let k = 0; k < sum.length; k += 1) sum[k] = num(sum, k) - total / sum.length;
  return sum;
}

function vignetteMean({ people, vignettes, vignetteError }: Ledger): number {
  let sum = 0;
  let raters = 0;
  for (let person = 0; person < people.size; person += 1) {
    if (int(vignettes, person) === 0) continue;
    sum += num(vignetteError, person);
    raters += 1;
  }
  return raters === 0 ? 0 : sum / raters;
}

function setAverages(ledger: Ledger): void {
  const sum = new Float64Array(ledger.levels.size);
  const count = new Float64Array(ledger.levels.size);
  let total = 0;
  for (let slot = 0; slot < ledger.slotCount; slot += 1) {
    const first = int(ledger.byCandidate.head, int(ledger.byCandidate.owner, slot));
    const level = int(ledger.level, first);
    const mean = num(ledger.mean, slot);
    sum[level] = num(sum, level) + mean;
    count[level] = num(count, level) + 1;
    total += mean;
  }
  ledger.grandMean = ledger.slotCount === 0 ? 0 : total / ledger.slotCount;
  ledger.average = sum.map(
    (levelSum, level) => (levelSum + LEVEL_PRIOR_SHEETS * ledger.grandMean) / (num(count, level) + LEVEL_PRIOR_SHEETS),
  );
}
