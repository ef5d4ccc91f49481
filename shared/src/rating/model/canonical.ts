import { END } from './block.js';
import { int, num, type Names } from './columns.js';
import { Ledger } from './ledger.js';

/** Whether the sheet of a slot is to be in. */
type IsKept = (slot: number) => boolean;

/** Old numbers to new ones: the names in use, in the order of their characters. */
function renumber(names: Names, into: Names, used: (index: number) => boolean): Int32Array {
  const numbers = new Int32Array(names.size).fill(END);
  const kept = names.list.filter((_, index) => used(index)).sort((a, b) => (a < b ? -1 : 1));
  for (const name of kept) {
    const index = names.find(name);
    if (index !== undefined) numbers[index] = into.number(name);
  }
  return numbers;
}

/** What of the competencies and levels the kept sheets still use. */
function inUse(ledger: Ledger, isKept: IsKept): { competencies: Set<number>; levels: Set<number> } {
  const competencies = new Set<number>();
  const levels = new Set<number>();
  for (let slot = 0; slot < ledger.slotCount; slot += 1) {
    if (ledger.ids[slot] === undefined || !isKept(slot)) continue;
    levels.add(int(ledger.level, slot));
    const from = int(ledger.scoresFrom, slot);
    for (let at = from; at < from + int(ledger.scoresCount, slot); at += 1) competencies.add(ledger.competencyAt(at));
  }
  return { competencies, levels };
}

function copyScores(old: Ledger, from: number, fresh: Ledger, slot: number, competencies: Int32Array): void {
  const start = int(old.scoresFrom, from);
  const scores: { competency: number; score: number }[] = [];
  for (let at = start; at < start + int(old.scoresCount, from); at += 1) {
    scores.push({ competency: int(competencies, old.competencyAt(at)), score: old.scoreAt(at) });
  }
  scores.sort((a, b) => a.competency - b.competency);
  for (const { competency, score } of scores) fresh.appendScore(slot, competency, score);
}

/**
 * The same sheets and vignettes in an order that depends on names and times alone and not on how they came: people,
 * questions, competencies and levels by name, sheets by candidate, then time, then id; pairs as the sheets name them.
 * What is no longer used is gone without a trace. Nothing is estimated in it yet.
 *
 * It takes the old ledger's index of sheets over, so that the old one is of no use any more. `without` leaves the old
 * one as it is.
 */
export const canonical = (old: Ledger): Ledger => copy(old, old.slots, () => true);

/** The canonical ledger of some of the sheets, beside the old one. */
export const without = (old: Ledger, hidden: ReadonlySet<number>): Ledger =>
  copy(old, new Map(), (slot) => !hidden.has(slot));

function copy(old: Ledger, slots: Map<string, number>, isKept: IsKept): Ledger {
  const fresh = new Ledger(slots);
  const used = inUse(old, isKept);
  const people = renumber(
    old.people,
    fresh.people,
    (person) => int(old.byCandidate.count, person) + int(old.byRater.count, person) + int(old.vignettes, person) > 0,
  );
  const questions = renumber(old.questions, fresh.questions, (question) => int(old.byQuestion.count, question) > 0);
  const competencies = renumber(old.competencies, fresh.competencies, (competency) =>
    used.competencies.has(competency),
  );
  const levels = renumber(old.levels, fresh.levels, (level) => used.levels.has(level));
  const pairs = new Int32Array(old.byPair.owners).fill(END);
  fresh.reservePeople(fresh.people.size);
  fresh.byQuestion.reserveOwners(fresh.questions.size);
  fresh.reserveSheets(old.size);
  fresh.reserveScores(old.scoreCount);
  let pairCount = 0;
  for (let person = 0; person < fresh.people.size; person += 1) {
    const before = old.people.find(fresh.people.name(person)) ?? END;
    fresh.vignettes[person] = int(old.vignettes, before);
    fresh.vignetteError[person] = num(old.vignetteError, before);
    let behind = END;
    for (let from = int(old.byCandidate.head, before); from !== END; from = int(old.byCandidate.next, from)) {
      if (!isKept(from)) continue;
      const slot = fresh.takeSlot(old.idOf(from), num(old.at, from), int(levels, int(old.level, from)));
      copyScores(old, from, fresh, slot, competencies);
      const pair = int(old.byPair.owner, from);
      if (int(pairs, pair) === END) pairs[pair] = pairCount++;
      fresh.byPair.reserveOwners(pairCount);
      const rater = int(people, int(old.byRater.owner, from));
      const question = int(questions, int(old.byQuestion.owner, from));
      fresh.link(slot, person, rater, question, int(pairs, pair), behind);
      behind = slot;
    }
  }
  return fresh;
}
