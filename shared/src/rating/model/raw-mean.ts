import type { RatedSheet } from './ledger.js';
import type { Estimated } from './filter.js';

interface Tally {
  sum: number;
  squares: number;
  n: number;
}

/** The plain mean of what everyone gave, to be compared with; its standard error pools the spread within people. */
export class RawMean {
  private readonly received = new Map<string, Tally>();
  private readonly perCompetency = new Map<string, Map<string, Tally>>();
  private readonly given = new Map<string, Tally>();
  private readonly all = { sum: 0, n: 0 };
  private pooled: number | null = null;

  insert({ candidate, rater, scores }: RatedSheet): void {
    this.pooled = null;
    const values = Object.values(scores);
    const mean = values.reduce((sum, score) => sum + score, 0) / values.length;
    count(this.received, candidate, mean);
    count(this.given, rater, mean);
    this.all.sum += mean;
    this.all.n += 1;
    const competencies = this.perCompetency.get(candidate) ?? new Map<string, Tally>();
    this.perCompetency.set(candidate, competencies);
    for (const [name, score] of Object.entries(scores)) count(competencies, name, score);
  }

  candidate(id: string): { overall: Estimated; competencies: Record<string, Estimated> } | null {
    const tally = this.received.get(id);
    if (!tally) return null;
    const competencies = [...(this.perCompetency.get(id) ?? [])].map(([name, { sum, n }]): [string, Estimated] => [
      name,
      { score: sum / n, se: Math.sqrt(this.within / n) },
    ]);
    return {
      overall: { score: tally.sum / tally.n, se: Math.sqrt(this.within / tally.n) },
      competencies: Object.fromEntries(competencies),
    };
  }

  /** How far below the mean of all a rater's mean lies. */
  severity(id: string): Estimated | null {
    const tally = this.given.get(id);
    if (!tally) return null;
    return { score: this.all.sum / this.all.n - tally.sum / tally.n, se: Math.sqrt(this.within / tally.n) };
  }

  /** Variance of sheets around their candidate's mean. */
  private get within(): number {
    return (this.pooled ??= this.pool());
  }

  private pool(): number {
    let squares = 0;
    let freedom = 0;
    for (const { sum, squares: all, n } of this.received.values()) {
      squares += all - (sum * sum) / n;
      freedom += n - 1;
    }
    return freedom === 0 ? 1 : squares / freedom;
  }
}

function count(tallies: Map<string, Tally>, key: string, value: number): void {
  const { sum, squares, n } = tallies.get(key) ?? { sum: 0, squares: 0, n: 0 };
  tallies.set(key, { sum: sum + value, squares: squares + value * value, n: n + 1 });
}
