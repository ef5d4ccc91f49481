/** A stretch of neighbours that two lists have in common. */
export interface CommonRun {
  /** Where it begins in the first list, and how long it is. */
  at: number;
  length: number;
  /** How many of its entries count. */
  weight: number;
}

/** The stretch that two lists have in common and in which most entries count; `null` where none does. */
export function commonRun(
  a: readonly string[],
  b: readonly string[],
  counts: (entry: string) => boolean,
): CommonRun | null {
  let best: CommonRun | null = null;
  for (const [at, first] of a.entries()) {
    for (let from = b.indexOf(first); from >= 0; from = b.indexOf(first, from + 1)) {
      const length = agreement(a, at, b, from);
      const weight = a.slice(at, at + length).filter(counts).length;
      if (weight > (best?.weight ?? 0)) best = { at, length, weight };
    }
  }
  return best;
}

/** For how many entries two lists agree from there on. */
function agreement(a: readonly string[], at: number, b: readonly string[], from: number): number {
  let length = 0;
  while (at + length < a.length && a[at + length] === b[from + length]) length += 1;
  return length;
}
