import type { Truth } from './simulate.js';

/** One estimate beside what is true. */
interface Pair {
  truth: number;
  score: number;
  se?: number;
}

/** What an estimator says of a person, in the form in which it is judged. */
export interface Judged {
  overall?: { score: number; se?: number };
  competencies?: Record<string, { score: number; se?: number }>;
  severity?: { score: number };
  quality?: { score: number; se?: number };
}

export interface Accuracy {
  /** Rated people without an estimate. */
  missing: number;
  overall: Fit;
  competency: Fit;
  /** Pearson's r with true severity, trolls left out. */
  severity: number;
  quality: Fit;
  /** Mean of (estimate − truth) over those who take part in collusion. */
  colluders: number;
}

export interface Fit {
  rmse: number;
  /** Spearman's ρ; over competencies the mean of theirs. */
  rho: number;
  /** Share of 90 % intervals that hold the truth. */
  coverage: number;
}

const Z90 = 1.6449;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const centred = a.map((value, index) => [value - meanA, (b[index] ?? 0) - meanB] as const);
  const sum = (of: (x: number, y: number) => number) => centred.reduce((total, [x, y]) => total + of(x, y), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

/** Ranks from 0; equal values share the middle of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (const index of order.slice(from, to + 1)) found[index] = (from + to) / 2;
    from = to + 1;
  }
  return found;
}

export const spearman = (a: readonly number[], b: readonly number[]): number => pearson(ranks(a), ranks(b));

function fitOf(pairs: readonly Pair[]): Fit {
  const covered = pairs.filter(({ truth, score, se }) => Math.abs(truth - score) <= Z90 * (se ?? NaN));
  return {
    rmse: Math.sqrt(mean(pairs.map(({ truth, score }) => (score - truth) ** 2))),
    rho: spearman(
      pairs.map(({ truth }) => truth),
      pairs.map(({ score }) => score),
    ),
    coverage: covered.length / pairs.length,
  };
}

/** How near the estimates come to the truth, over everyone who was rated at least once. */
export function accuracyOf(truths: readonly Truth[], judgedOf: (person: string) => Judged): Accuracy {
  const rated = truths
    .filter(({ received }) => received > 0)
    .map((truth) => ({ truth, judged: judgedOf(truth.person) }));
  const overall = rated.flatMap(({ truth, judged }) =>
    judged.overall ? [{ truth: truth.overall, ...judged.overall }] : [],
  );
  const competencies = Object.keys(truths[0]?.competencies ?? {}).map((name) =>
    rated.flatMap(({ truth, judged }) => {
      const estimate = judged.competencies?.[name];
      return estimate ? [{ truth: truth.competencies[name] ?? NaN, ...estimate }] : [];
    }),
  );
  const raters = truths.filter(({ given }) => given > 0).map((truth) => ({ truth, judged: judgedOf(truth.person) }));
  const severities = raters.flatMap(({ truth, judged }) =>
    truth.severity !== null && judged.severity ? [[truth.severity, judged.severity.score] as const] : [],
  );
  const qualities = raters.flatMap(({ truth, judged }) =>
    !truth.troll && judged.quality ? [{ truth: truth.quality, ...judged.quality }] : [],
  );
  const colluders = rated.flatMap(({ truth, judged }) =>
    truth.colluder && judged.overall ? [judged.overall.score - truth.overall] : [],
  );
  return {
    missing: rated.length - overall.length,
    overall: fitOf(overall),
    competency: { ...fitOf(competencies.flat()), rho: mean(competencies.map((pairs) => fitOf(pairs).rho)) },
    severity: pearson(
      severities.map(([truth]) => truth),
      severities.map(([, score]) => score),
    ),
    quality: fitOf(qualities),
    colluders: colluders.length === 0 ? 0 : mean(colluders),
  };
}
