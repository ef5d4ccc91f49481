export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'skipped';
  text: string;
}

export interface TextDiff {
  added: number;
  removed: number;
  /** The changes with two lines around each; `skipped` stands for lines that are the same. */
  lines: DiffLine[];
  /** There were more than are shown. */
  cut: boolean;
}

const AROUND = 2;
const SHOWN = 160;
/** Texts that differ in more lines than this are told apart as a whole, which takes no time. */
const MOST_CHANGES = 600;

/** What has changed from one text to another, line by line. */
export function diffOf(before: string, after: string): TextDiff {
  const script = scriptOf(before.split('\n'), after.split('\n'));
  const changed = script.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  const near = new Set(changed.flatMap((index) => span(index - AROUND, index + AROUND)));
  const lines: DiffLine[] = [];
  script.forEach((line, index) => {
    if (near.has(index)) lines.push(line);
    else if (lines.at(-1)?.kind !== 'skipped') lines.push({ kind: 'skipped', text: '' });
  });
  return {
    added: script.filter(({ kind }) => kind === 'added').length,
    removed: script.filter(({ kind }) => kind === 'removed').length,
    lines: changed.length === 0 ? [] : lines.slice(0, SHOWN),
    cut: lines.length > SHOWN,
  };
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** The shortest way from one list of lines to the other (Myers), with what both begin and end with put aside. */
function scriptOf(a: readonly string[], b: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const trace = furthest(a, b);
  if (trace === null) {
    return [
      ...a.map((text) => ({ kind: 'removed' as const, text })),
      ...b.map((text) => ({ kind: 'added' as const, text })),
    ];
  }
  return walkBack(a, b, trace);
}

type Reach = Map<number, number>;

/** For each number of changes, how far each diagonal gets; `null` where there would be too many. */
function furthest(a: readonly string[], b: readonly string[]): Reach[] | null {
  const trace: Reach[] = [];
  let reach: Reach = new Map([[1, 0]]);
  for (let changes = 0; changes <= Math.min(a.length + b.length, MOST_CHANGES); changes++) {
    trace.push(new Map(reach));
    const next: Reach = new Map(reach);
    for (let k = -changes; k <= changes; k += 2) {
      let x = goesDown(next, k, changes) ? (next.get(k + 1) ?? 0) : (next.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
    reach = next;
  }
  return null;
}

function goesDown(reach: Reach, k: number, changes: number): boolean {
  return k === -changes || (k !== changes && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Reach[]): DiffLine[] {
  const script: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const reach = trace[changes] ?? new Map<number, number>();
    const down = goesDown(reach, x - y, changes);
    const from = x - y + (down ? 1 : -1);
    const fromX = changes === 0 ? 0 : (reach.get(from) ?? 0);
    const fromY = changes === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) script.unshift({ kind: 'same', text: a[(y--, --x)] ?? '' });
    if (changes === 0) break;
    script.unshift(down ? { kind: 'added', text: b[--y] ?? '' } : { kind: 'removed', text: a[--x] ?? '' });
  }
  return script;
}
