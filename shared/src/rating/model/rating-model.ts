import { canonical } from './canonical.js';
import { int } from './columns.js';
import { Ledger, type RatedSheet } from './ledger.js';
import type { Estimated } from './filter.js';
import type { PairEffect } from './flags.js';
import { historyOf, type HistoryEntry } from './history.js';
import { holdOut, type HoldOut } from './hold-out.js';
import type { Relaxed } from './moved.js';
import { candidateEstimate, severityEstimate, type CandidateEstimate } from './outcome.js';
import { partsOf, ratersAre, type GroupedSheet, type Part, type RatersAre } from './parts.js';
import { pairsWorthALook, raterStatistics, type RaterStatistics } from './rater.js';
import { Relaxation } from './relax.js';
import { reliabilities, type Reliabilities } from './reliability.js';
import { KINDS, setShare } from './shares.js';
import { solve, type Solution } from './solve.js';
import { VARIANCES, type Variances } from './variances.js';

/**
 * Severity-adjusted local-level BLUP over all sheets of a platform; `variances.ts` has the equations.
 *
 * `insert`, `remove` and `calibrate` change what is known and solve for nothing. After them either `relax`, which
 * solves what they touched (milliseconds), or `solve`, which solves everything from zero: its result depends on the
 * sheets and vignettes alone, to the bit, and not on what was ever inserted, removed or relaxed before.
 */
export class RatingModel {
  private ledger = new Ledger();
  private relaxation: Relaxation;
  private changed = 0;

  constructor(private readonly variances: Variances = VARIANCES) {
    this.relaxation = new Relaxation(this.ledger, variances);
  }

  /** How many sheets there are. */
  get size(): number {
    return this.ledger.size;
  }

  /**
   * How many sheets came or went since the last full solve. Averages of levels and competencies stand still meanwhile:
   * beyond a tenth of all sheets it is time for the next one.
   */
  get changes(): number {
    return this.changed;
  }

  /**
   * Adds a sheet.
   * @throws RangeError when the id is there already, someone rates themself, or a score is not a whole number 1..5
   */
  insert(sheet: RatedSheet): void {
    const scores = Object.entries(sheet.scores);
    checkSheet(sheet, scores);
    const { ledger } = this;
    if (ledger.slots.has(sheet.id)) throw new RangeError(`Sheet ${sheet.id} is there already.`);
    const candidate = ledger.person(sheet.candidate);
    const rater = ledger.person(sheet.rater);
    const question = ledger.questions.number(sheet.question);
    ledger.byQuestion.reserveOwners(ledger.questions.size);
    const pair = ledger.pairOf(candidate, rater) ?? ledger.byPair.owners;
    ledger.byPair.reserveOwners(pair + 1);
    const slot = ledger.takeSlot(sheet.id, sheet.at, ledger.levels.number(sheet.level));
    for (const [name, score] of scores) ledger.appendScore(slot, ledger.competencies.number(name), score);
    ledger.mean[slot] = ledger.meanOf(slot);
    const start = ledger.startOf(candidate);
    ledger.link(slot, candidate, rater, question, pair, ledger.placeOf(candidate, sheet.at, sheet.id));
    this.touch(slot, ledger.startOf(candidate) !== start);
  }

  /** Takes a sheet out, as if it had never been there. Returns whether it was. */
  remove(id: string): boolean {
    const { ledger } = this;
    const slot = ledger.slots.get(id);
    if (slot === undefined) return false;
    const candidate = int(ledger.byCandidate.owner, slot);
    const start = ledger.startOf(candidate);
    for (const block of [ledger.byCandidate, ledger.byRater, ledger.byQuestion, ledger.byPair]) block.unlink(slot);
    this.touch(slot, ledger.startOf(candidate) !== start);
    ledger.releaseSlot(slot);
    return true;
  }

  /** What a rater's vignettes say, all of them: reference − score of each. An empty list takes them back. */
  calibrate(rater: string, errors: readonly number[]): void {
    const person = this.ledger.person(rater);
    const sorted = [...errors].sort((a, b) => a - b);
    this.ledger.vignettes[person] = sorted.length;
    this.ledger.vignetteError[person] =
      sorted.length === 0 ? 0 : sorted.reduce((sum, error) => sum + error, 0) / sorted.length;
    setShare(this.ledger, 'byRater', person, this.variances);
    this.relaxation.touch('byRater', person);
  }

  /** Solves everything from zero and begins a new epoch. */
  solve(): Solution {
    this.ledger = canonical(this.ledger);
    this.changed = 0;
    this.relaxation = new Relaxation(this.ledger, this.variances);
    return solve(this.ledger, this.variances);
  }

  /** Solves what was touched since, and tells whose estimates that may have moved. */
  relax(): Relaxed {
    return this.relaxation.run();
  }

  /** Everyone there is anything about, in the order in which they became known. */
  people(): readonly string[] {
    const { byCandidate, byRater, vignettes, people } = this.ledger;
    return people.list.filter(
      (_, person) => int(byCandidate.count, person) + int(byRater.count, person) + int(vignettes, person) > 0,
    );
  }

  /** What is known of a person as a candidate; `null` where nobody has rated them. */
  candidate(id: string): CandidateEstimate | null {
    const person = this.ledger.people.find(id);
    return person === undefined ? null : candidateEstimate(this.ledger, person, this.variances);
  }

  /** A candidate's sheets in the order of time, with what was known after each; empty where nobody has rated them. */
  history(id: string): HistoryEntry[] {
    const person = this.ledger.people.find(id);
    return person === undefined ? [] : historyOf(this.ledger, person, this.variances);
  }

  /** The mean of a candidate's adjusted sheets by whatever `groupOf` says of a sheet; `null` leaves it out. */
  parts<Group extends string>(id: string, groupOf: (sheet: GroupedSheet) => Group | null): Map<Group, Part> {
    const person = this.ledger.people.find(id);
    return person === undefined ? new Map() : partsOf(this.ledger, person, this.variances, groupOf);
  }

  /** How many of the people who rated a candidate are harsh, typical and lenient. */
  ratersOf(id: string): RatersAre {
    const person = this.ledger.people.find(id);
    return person === undefined ? { harsh: 0, typical: 0, lenient: 0 } : ratersAre(this.ledger, person);
  }

  /** How harsh (+) or lenient (−) a person rates; `null` where neither sheets nor vignettes of theirs are known. */
  severity(id: string): Estimated | null {
    const person = this.raterOf(id);
    return person === undefined ? null : severityEstimate(this.ledger, person);
  }

  /** What is known of a person as a rater, severity among it; `null` as with `severity`. */
  rater(id: string): RaterStatistics | null {
    const person = this.raterOf(id);
    return person === undefined ? null : raterStatistics(this.ledger, person, this.variances);
  }

  /** The pairs who give each other more than is due, so far that it is worth a look. */
  pairs(): PairEffect[] {
    return pairsWorthALook(this.ledger);
  }

  /** How reliable single sheets are, as given and adjusted; `null` where nobody has two. */
  reliability(): Reliabilities | null {
    return reliabilities(this.ledger, this.variances);
  }

  /** Predicts everybody's last sheet from the others, in a second ledger: nothing here changes. A full solve long. */
  holdOut(): HoldOut | null {
    return holdOut(this.ledger, this.variances);
  }

  private raterOf(id: string): number | undefined {
    const { people, byRater, vignettes } = this.ledger;
    const person = people.find(id);
    return person !== undefined && int(byRater.count, person) + int(vignettes, person) > 0 ? person : undefined;
  }

  /** Marks what a sheet that came or went touches; where it moved its candidate's start, all their neighbours too. */
  private touch(slot: number, startMoved: boolean): void {
    const { ledger, relaxation } = this;
    this.changed += 1;
    for (const kind of KINDS) {
      const owner = int(ledger[kind].owner, slot);
      setShare(ledger, kind, owner, this.variances);
      if (kind === 'byQuestion') relaxation.resize(owner);
      else relaxation.touch(kind, owner);
    }
    if (startMoved) relaxation.touchAround(int(ledger.byCandidate.owner, slot));
  }
}

function checkSheet({ id, at, candidate, rater }: RatedSheet, scores: readonly [string, number][]): void {
  if (candidate === rater) throw new RangeError(`Sheet ${id}: nobody rates themself.`);
  if (!Number.isFinite(at)) throw new RangeError(`Sheet ${id} has no time.`);
  if (scores.length === 0) throw new RangeError(`Sheet ${id} has no score.`);
  const wrong = scores.find(([, score]) => !Number.isInteger(score) || score < 1 || score > 5);
  if (wrong) throw new RangeError(`Sheet ${id}: ${wrong[0]} is ${wrong[1]} and not a whole number from 1 to 5.`);
}
