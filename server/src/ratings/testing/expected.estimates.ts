/**
 * What the model has to say of a few sheets, worked out in another way than it does itself: one system of linear
 * equations for everything at once instead of block by block, and the inverse of a matrix instead of a filter. From the
 * equations as they are written down, and with none of its code. Holds while no pair gives each other .15 or more.
 */
export interface ExpectedSheet {
  at: number;
  candidate: string;
  rater: string;
  question: string;
  scores: Readonly<Record<string, number>>;
}

export interface Expected {
  score: number;
  se: number;
  competencies: Record<string, { score: number; se: number }>;
}

const V = 0.46 ** 2;
const ABILITY = 0.42 ** 2;
const SEVERITY = 0.5 ** 2;
const DIFFICULTY = 0.25 ** 2;
const PAIR = 0.2 ** 2;
const DEVIATION = 0.28 ** 2;
const DEVIATION_NOISE = 0.62 ** 2;
const FLOOR = 0.06 ** 2;
const DAY = 86_400_000;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const step = (from: number, to: number): number => 0.004 + 0.0003 * Math.min(30, (to - from) / DAY);
const pairOf = ({ candidate, rater }: ExpectedSheet): string => [candidate, rater].sort().join();

/** Gauss–Jordan: the inverse of a small matrix. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < size; i += 1) {
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let k = 0; k < size; k += 1) {
      const factor = rows[k]![i]!;
      if (k !== i) rows[k] = rows[k]!.map((value, j) => value - factor * rows[i]![j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}

/** c_k with Σ c_k = 0: least squares on y = m_s + c_k. */
function offsetsOf(sheets: readonly ExpectedSheet[], names: readonly string[]): Record<string, number> {
  let offsets: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  for (let round = 0; round < 200; round += 1) {
    const raw = names.map((name) => {
      const errors = sheets.flatMap((sheet) => {
        const score = sheet.scores[name];
        return score === undefined ? [] : [score - meanOf(sheet, offsets)];
      });
      return sumOf(errors) / errors.length;
    });
    offsets = Object.fromEntries(names.map((name, k) => [name, raw[k]! - sumOf(raw) / raw.length]));
  }
  return offsets;
}

function meanOf({ scores }: ExpectedSheet, offsets: Readonly<Record<string, number>>): number {
  const values = Object.entries(scores).map(([name, score]) => score - (offsets[name] ?? 0));
  return sumOf(values) / values.length;
}

/** Everything unknown by a name, the precisions between them, and what pulls at them. */
class System {
  private readonly names: string[] = [];
  private readonly precision: number[][] = [];

  index(name: string): number {
    const known = this.names.indexOf(name);
    if (known >= 0) return known;
    for (const row of this.precision) row.push(0);
    this.precision.push(Array.from({ length: this.names.length + 1 }, () => 0));
    return this.names.push(name) - 1;
  }

  /** (Σ ± unknowns)² / variance. */
  add(terms: readonly (readonly [string, 1 | -1])[], variance: number): void {
    for (const [a, signA] of terms) {
      for (const [b, signB] of terms) {
        const [i, j] = [this.index(a), this.index(b)];
        this.precision[i]![j]! += (signA * signB) / variance;
      }
    }
  }

  solver(): (pull: ReadonlyMap<string, number>) => Map<string, number> {
    const inverted = inverse(this.precision);
    return (pull) => {
      const right = this.names.map((name) => pull.get(name) ?? 0);
      return new Map(this.names.map((name, i) => [name, sumOf(right.map((value, j) => value * inverted[i]![j]!))]));
    };
  }
}

function systemOf(sheets: readonly ExpectedSheet[]): System {
  const system = new System();
  for (const [s, sheet] of sheets.entries()) {
    system.add(
      [
        [`x${s}`, 1],
        [`b${sheet.rater}`, -1],
        [`d${sheet.question}`, -1],
        [`p${pairOf(sheet)}`, 1],
      ],
      V,
    );
    const before = sheets.findLastIndex((other, index) => index < s && other.candidate === sheet.candidate);
    if (before < 0) system.add([[`x${s}`, 1]], ABILITY);
    else
      system.add(
        [
          [`x${s}`, 1],
          [`x${before}`, -1],
        ],
        step(sheets[before]!.at, sheet.at),
      );
  }
  for (const rater of new Set(sheets.map((sheet) => sheet.rater))) system.add([[`b${rater}`, 1]], SEVERITY);
  for (const question of new Set(sheets.map((sheet) => sheet.question))) system.add([[`d${question}`, 1]], DIFFICULTY);
  for (const pair of new Set(sheets.map(pairOf))) system.add([[`p${pair}`, 1]], PAIR);
  return system;
}

/** By candidate. All of one level; sheets in the order of time; no two people share more than two. */
export function expectedEstimates(sheets: readonly ExpectedSheet[]): Map<string, Expected> {
  const names = [...new Set(sheets.flatMap(({ scores }) => Object.keys(scores)))];
  const offsets = offsetsOf(sheets, names);
  const means = sheets.map((sheet) => meanOf(sheet, offsets));
  const solve = systemOf(sheets).solver();
  const people = [...new Set(sheets.map(({ candidate }) => candidate))];
  let average = sumOf(means) / means.length;
  const solved = (): Map<string, number> => {
    const pull = new Map<string, number>();
    const add = (name: string, value: number) => pull.set(name, (pull.get(name) ?? 0) + value);
    for (const [s, sheet] of sheets.entries()) {
      const rest = (means[s]! - average) / V;
      for (const name of [`x${s}`, `p${pairOf(sheet)}`]) add(name, rest);
      for (const name of [`b${sheet.rater}`, `d${sheet.question}`]) add(name, -rest);
    }
    return solve(pull);
  };
  for (let round = 0; round < 5; round += 1) {
    const values = solved();
    const firsts = people.map((person) => values.get(`x${sheets.findIndex((each) => each.candidate === person)}`) ?? 0);
    average += sumOf(firsts) / (people.length + 5);
  }
  const values = solved();
  const largest = Math.max(...[...values].filter(([name]) => name.startsWith('p')).map(([, value]) => value));
  if (largest >= 0.15) throw new Error(`A pair gives each other ${largest}: these equations do not hold for it.`);
  return new Map(people.map((person) => [person, estimateOf(person, sheets, offsets, means, average, values)]));
}

function estimateOf(
  person: string,
  sheets: readonly ExpectedSheet[],
  offsets: Readonly<Record<string, number>>,
  means: readonly number[],
  average: number,
  values: ReadonlyMap<string, number>,
): Expected {
  const own = sheets.flatMap((sheet, s) => (sheet.candidate === person ? [{ sheet, s }] : []));
  const score = average + (values.get(`x${own.at(-1)!.s}`) ?? NaN);
  const se = Math.sqrt(
    lastVariance(
      own.map(({ sheet }) => sheet),
      sheets,
    ) + FLOOR,
  );
  const lambda = DEVIATION_NOISE / DEVIATION;
  const competencies = Object.entries(offsets).map(([name, offset]) => {
    const off = own.flatMap(({ sheet, s }) => {
      const given = sheet.scores[name];
      return given === undefined ? [] : [given - offset - means[s]!];
    });
    const spread = (1.4 * DEVIATION_NOISE) / (off.length + lambda);
    return [name, { score: score + offset + sumOf(off) / (off.length + lambda), se: Math.sqrt(se ** 2 + spread) }];
  });
  return { score, se, competencies: Object.fromEntries(competencies) as Expected['competencies'] };
}

/** The last variance of a random walk seen through noise: a corner of the inverse of its precisions. */
function lastVariance(own: readonly ExpectedSheet[], all: readonly ExpectedSheet[]): number {
  const precision = own.map(() => own.map(() => 0));
  const count = (is: (sheet: ExpectedSheet) => boolean) => all.filter(is).length;
  for (const [i, sheet] of own.entries()) {
    const severity = 1 / (1 / SEVERITY + count(({ rater }) => rater === sheet.rater) / V);
    const difficulty = 1 / (1 / DIFFICULTY + count(({ question }) => question === sheet.question) / V);
    precision[i]![i]! += 1 / (V + severity + difficulty + PAIR);
    const before = own[i - 1];
    if (!before) precision[i]![i]! += 1 / ABILITY;
    else {
      const moves = 1 / step(before.at, sheet.at);
      for (const [a, b, sign] of [
        [i, i, 1],
        [i - 1, i - 1, 1],
        [i, i - 1, -1],
        [i - 1, i, -1],
      ] as const) {
        precision[a]![b]! += sign * moves;
      }
    }
  }
  return inverse(precision).at(-1)!.at(-1)!;
}
