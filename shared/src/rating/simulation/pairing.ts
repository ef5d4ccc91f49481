import { SCENARIOS, type Person, type Streams, type WorldSize } from './world.js';

/** A session between two friends who inflate each other. */
export interface FriendlySession {
  a: number;
  b: number;
  /** Days from the start. */
  day: number;
}

const MOST_RECEIVED = 30;
/** Share of sheets that never arrive. */
export const DROPPED = 0.07;
/** How many sessions it takes for so many sheets, and some more. */
export const sessionsFor = (sheets: number): number => Math.ceil((sheets / (2 * (1 - DROPPED))) * 1.01);

export const isFull = (person: Person): boolean => person.received >= MOST_RECEIVED;

/** Draws cliques of friends, until their pairs are the scenario's share of all, and when they meet. Marks the people. */
export function makeFriends(
  size: WorldSize,
  { collusion: chance }: Streams,
  people: readonly Person[],
): FriendlySession[] {
  const share = SCENARIOS[size.scenario].colluding;
  if (share === 0) return [];
  const odds = share / (1 - share);
  let wanted = Math.round(((1.08 * sessionsFor(size.sheets)) / (1.06 + odds * 2)) * odds);
  const order = shuffled(people, (below) => chance.whole(below));
  const sessions: FriendlySession[] = [];
  let clique = 0;
  for (let from = 0; wanted > 0 && from < people.length - 6; clique += 1) {
    const members = order.slice(from, from + 2 + chance.whole(5));
    from += members.length;
    for (const member of members) member.clique = clique;
    for (const [one, a] of members.entries()) {
      for (const b of members.slice(one + 1)) {
        if (wanted-- <= 0) break;
        const meetings = 1 + chance.poisson(1);
        const both = Math.max(a.joined, b.joined);
        for (let count = 0; count < meetings; count += 1) {
          sessions.push({ a: a.index, b: b.index, day: both + chance.uniform() * (size.days - both) });
        }
      }
    }
  }
  return sessions.sort((x, y) => x.day - y.day);
}

function shuffled(people: readonly Person[], below: (count: number) => number): Person[] {
  const order = [...people];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    const [a, b] = [order[last], order[other]];
    if (a && b) [order[last], order[other]] = [b, a];
  }
  return order;
}

/** Draws people by how active they are, and partners of their own level and track whom they have not just met. */
export class Pairing {
  private readonly upTo: Float64Array;
  private present = 0;

  constructor(
    private readonly people: readonly Person[],
    private readonly chance: Streams['pairing'],
  ) {
    this.upTo = new Float64Array(people.length + 1);
    for (const { index, activity } of people) this.upTo[index + 1] = (this.upTo[index] ?? 0) + activity;
  }

  /** Lets those in who have joined by a day. */
  admit(day: number): void {
    while (this.present < this.people.length && (this.people[this.present]?.joined ?? Infinity) <= day)
      this.present += 1;
  }

  private anyone(): Person {
    const drawn = this.chance.uniform() * (this.upTo[this.present] ?? 0);
    let low = 0;
    let high = this.present - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle + 1] ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    const found = this.people[low];
    if (!found) throw new RangeError('Nobody has joined yet.');
    return found;
  }

  /** Two who meet, or `null` when no partner was found. */
  draw(): [Person, Person] | null {
    let one = this.anyone();
    for (let tries = 1; tries < 50 && isFull(one); tries += 1) one = this.anyone();
    let partner: Person | null = null;
    let best = -Infinity;
    for (let candidate = 0; candidate < 16; candidate += 1) {
      const other = this.anyone();
      if (other === one || isFull(other)) continue;
      const fit =
        -Math.abs(other.level - one.level) -
        (other.track === one.track ? 0 : 0.8) -
        (one.recent.includes(other.index) ? 2 : 0) +
        this.chance.normal(0, 0.5);
      if (fit > best) [best, partner] = [fit, other];
    }
    return partner && [one, partner];
  }
}
