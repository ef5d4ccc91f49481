import { int, num } from './columns.js';
import type { Ledger } from './ledger.js';
import type { Variances } from './variances.js';

/** How much wider than sampling alone a competency's deviation turned out to be in simulation. */
const DEVIATION_INFLATION = 1.4;

/** λ = (σDE/σD)²: how many scores of deviation 0 everyone starts with. */
export const shrinkage = ({ deviationNoise, deviation }: Variances): number => (deviationNoise / deviation) ** 2;

/** What is added up of a person's sheets, one by one, about how they deviate from their own mean. */
export class Profile {
  /** By competency: Σ(y_sk − c_k − m_s), and over how many sheets. */
  private readonly sum: Float64Array;
  private readonly count: Float64Array;

  constructor(
    private readonly ledger: Ledger,
    private readonly variances: Variances,
  ) {
    this.sum = new Float64Array(ledger.competencies.size);
    this.count = new Float64Array(ledger.competencies.size);
  }

  add(slot: number): void {
    const { ledger, sum, count } = this;
    const from = int(ledger.scoresFrom, slot);
    for (let at = from; at < from + int(ledger.scoresCount, slot); at += 1) {
      const k = ledger.competencyAt(at);
      sum[k] = num(sum, k) + ledger.scoreAt(at) - ledger.offsetOf(k) - num(ledger.mean, slot);
      count[k] = num(count, k) + 1;
    }
  }

  sheets(k: number): number {
    return num(this.count, k);
  }

  /** D_uk = Σ_s(y_sk − c_k − m_s)/(n_uk + λ). */
  deviation(k: number): number {
    return num(this.sum, k) / (num(this.count, k) + shrinkage(this.variances));
  }

  /** The variance of D_uk: 1.4·σDE²/(n_uk + λ). */
  variance(k: number): number {
    return (
      (DEVIATION_INFLATION * this.variances.deviationNoise ** 2) / (num(this.count, k) + shrinkage(this.variances))
    );
  }
}
