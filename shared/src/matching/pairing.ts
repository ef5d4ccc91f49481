import { LEVELS, type Length, type Level, type Track } from '../interview/track.js';
import { chooseFlows } from './flow.choice.js';
import { pairQuality, type PairQuality } from './quality.js';
import { shuffleKey } from './shuffle.js';
import type { FlowChoice, Ticket } from './ticket.js';

/** Two tickets that are to meet. `a` takes seat A: they interview in round 1 and are candidate in round 2. */
export interface Pair {
  a: Ticket;
  b: Ticket;
  quality: PairQuality;
  level: Level;
  length: Length;
  /** Of round 1 (taken by `b`) and round 2 (taken by `a`). */
  flows: [FlowChoice, FlowChoice];
  /** A candidate has taken their flow before, because no other is left. */
  repeats: boolean;
}

/** Anything that turns a pool into pairs. Pure and deterministic for a given pool, time and seed. */
export type Matcher = (pool: readonly Ticket[], flows: readonly FlowChoice[], now: number, seed: number) => Pair[];

interface Edge {
  i: number;
  j: number;
  quality: PairQuality;
}

/** Largest pool that is solved exactly; a component beyond it is solved greedily and improved by exchanges. */
const EXACT_LIMIT = 16;

function allEdges(pool: readonly Ticket[], flows: readonly FlowChoice[], now: number): Edge[] {
  const counts = new Map<Track, number>();
  for (const flow of flows) counts.set(flow.track, (counts.get(flow.track) ?? 0) + 1);
  const edges: Edge[] = [];
  pool.forEach((a, i) => {
    for (let j = i + 1; j < pool.length; j += 1) {
      const b = pool[j];
      const quality = b && pairQuality(a, b, now);
      if (quality && (counts.get(quality.track) ?? 0) >= 2) edges.push({ i, j, quality });
    }
  });
  return edges;
}

/** Groups of tickets that are connected by edges at all: each is solved for itself. */
function components(size: number, edges: readonly Edge[]): Edge[][] {
  const parent = Array.from({ length: size }, (_, index) => index);
  const find = (x: number): number => {
    let root = x;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[x] = root;
    return root;
  };
  for (const { i, j } of edges) parent[find(i)] = find(j);
  const groups = new Map<number, Edge[]>();
  for (const edge of edges) groups.set(find(edge.i), [...(groups.get(find(edge.i)) ?? []), edge]);
  return [...groups.values()];
}

/** Maximum total quality by dynamic programming over subsets; exact. */
function exact(edges: readonly Edge[]): Edge[] {
  const nodes = [...new Set(edges.flatMap(({ i, j }) => [i, j]))].sort((x, y) => x - y);
  const index = new Map(nodes.map((node, k) => [node, k]));
  const byFirst: { mask: number; edge: Edge }[][] = nodes.map(() => []);
  for (const edge of edges) {
    const x = index.get(edge.i) ?? 0;
    const y = index.get(edge.j) ?? 0;
    byFirst[Math.min(x, y)]?.push({ mask: (1 << x) | (1 << y), edge });
  }
  const memo = new Map<number, { value: number; take: { mask: number; edge: Edge } | null }>();
  const solve = (free: number): number => {
    if (free === 0) return 0;
    const known = memo.get(free);
    if (known) return known.value;
    const first = 31 - Math.clz32(free & -free);
    let best = solve(free & (free - 1));
    let take: { mask: number; edge: Edge } | null = null;
    for (const choice of byFirst[first] ?? []) {
      if ((free & choice.mask) !== choice.mask) continue;
      const value = choice.edge.quality.value + solve(free & ~choice.mask);
      if (value > best) [best, take] = [value, choice];
    }
    memo.set(free, { value: best, take });
    return best;
  };
  const chosen: Edge[] = [];
  let free = (1 << nodes.length) - 1;
  solve(free);
  while (free !== 0) {
    const take = memo.get(free)?.take;
    if (take) chosen.push(take.edge);
    free = take ? free & ~take.mask : free & (free - 1);
  }
  return chosen;
}

/** Best edge first, then exchanges: two pairs become two better ones, while that helps. */
function greedyWithExchanges(sorted: readonly Edge[]): Edge[] {
  const byPair = new Map(sorted.map((edge) => [`${edge.i}:${edge.j}`, edge]));
  const between = (x: number, y: number) => byPair.get(x < y ? `${x}:${y}` : `${y}:${x}`);
  const used = new Set<number>();
  const chosen: Edge[] = [];
  for (const edge of sorted) {
    if (used.has(edge.i) || used.has(edge.j)) continue;
    used.add(edge.i).add(edge.j);
    chosen.push(edge);
  }
  for (let improved = true; improved;) {
    improved = false;
    for (let x = 0; x < chosen.length; x += 1) {
      for (let y = x + 1; y < chosen.length; y += 1) {
        const p = chosen[x];
        const q = chosen[y];
        if (!p || !q) continue;
        const swaps = [
          [between(p.i, q.i), between(p.j, q.j)],
          [between(p.i, q.j), between(p.j, q.i)],
        ] as const;
        for (const [first, second] of swaps) {
          if (!first || !second) continue;
          if (first.quality.value + second.quality.value <= p.quality.value + q.quality.value + 1e-12) continue;
          [chosen[x], chosen[y], improved] = [first, second, true];
        }
      }
    }
  }
  return chosen;
}

/** Who interviews first: as wished, otherwise by the seed. */
function seats(one: Ticket, other: Ticket, seed: number): [Ticket, Ticket] {
  const wish = (ticket: Ticket) => (ticket.first === null ? 0 : ticket.first === 'interview' ? 1 : -1);
  const lean = wish(one) - wish(other);
  if (lean !== 0) return lean > 0 ? [one, other] : [other, one];
  return shuffleKey(one.id, other.id, seed) % 2 === 0 ? [one, other] : [other, one];
}

/**
 * Pairs of greatest total quality: exact where at most sixteen people can meet each other, otherwise greedy with
 * exchanges. Ties go to who waits longest, then by the seed.
 */
export const pairPool: Matcher = (pool, flows, now, seed) => {
  const ordered = [...pool].sort(
    (x, y) => x.enqueuedAt - y.enqueuedAt || shuffleKey(x.id, '', seed) - shuffleKey(y.id, '', seed),
  );
  const edges = allEdges(ordered, flows, now).sort(
    (x, y) => y.quality.value - x.quality.value || x.i - y.i || x.j - y.j,
  );
  const chosen = components(ordered.length, edges).flatMap((group) =>
    new Set(group.flatMap(({ i, j }) => [i, j])).size <= EXACT_LIMIT ? exact(group) : greedyWithExchanges(group),
  );
  return chosen.flatMap(({ i, j, quality }) => {
    const one = ordered[i];
    const other = ordered[j];
    if (!one || !other) return [];
    const [a, b] = seats(one, other, seed);
    const person = a.bot ? b : a;
    const level = LEVELS[Math.min(LEVELS.indexOf(a.level), LEVELS.indexOf(b.level))] ?? a.level;
    const { length } = person;
    const common = a.bot || b.bot ? person.level : level;
    const choice = chooseFlows(a, b, quality.track, common, flows, seed);
    return choice ? [{ a, b, quality, level: common, length, ...choice }] : [];
  });
};
