import type { Population } from '../standing.js';
import { Block, END } from './block.js';
import { int, longer, Names, num, roomFor } from './columns.js';

/** One counted sheet. Competencies and levels are names that the model gives no meaning to. */
export interface RatedSheet {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  candidate: string;
  rater: string;
  /** The question or flow, of which the difficulty is estimated. */
  question: string;
  /** The candidate's level as declared. */
  level: string;
  /** Whole scores 1..5, at least one. */
  scores: Readonly<Record<string, number>>;
}

/** A score and its competency share one number. */
const SCORES = 8;

/**
 * The sheets and what is estimated from them, as columns. Slots of removed sheets are used again. What the full solve
 * stands on is `canonical`: the same ledger in the order of names and times.
 */
export class Ledger {
  readonly people = new Names();
  readonly questions = new Names();
  readonly competencies = new Names();
  readonly levels = new Names();
  readonly slots: Map<string, number>;
  readonly byCandidate = new Block();
  readonly byRater = new Block();
  readonly byQuestion = new Block();
  readonly byPair = new Block();
  /** By sheet. */
  ids: (string | undefined)[] = [];
  at = new Float64Array(0);
  level = new Int32Array(0);
  scoresFrom = new Int32Array(0);
  scoresCount = new Int32Array(0);
  /** m_s. */
  mean = new Float64Array(0);
  /** x_u(t_s). */
  ability = new Float64Array(0);
  /** By person: vignettes rated, and the mean of (reference − score) over them. */
  vignettes = new Int32Array(0);
  vignetteError = new Float64Array(0);
  /** By score, of all sheets one after the other. */
  private scores = new Int32Array(0);
  private scoresUsed = 0;
  private readonly free: number[] = [];

  /** Constants of an epoch: between two full solves they stand still. */
  offset = new Float64Array(0);
  average = new Float64Array(0);
  grandMean = 0;
  vignetteMean = 0;
  /** By level, of its people as they are now. */
  populations: readonly Population[] = [];

  constructor(slots = new Map<string, number>()) {
    this.slots = slots;
  }

  get size(): number {
    return this.slots.size;
  }

  /** How many slots there are, those of removed sheets among them. */
  get slotCount(): number {
    return this.ids.length;
  }

  person(id: string): number {
    const person = this.people.number(id);
    this.reservePeople(this.people.size);
    return person;
  }

  reservePeople(people: number): void {
    this.byCandidate.reserveOwners(people);
    this.byRater.reserveOwners(people);
    if (people <= this.vignettes.length) return;
    this.vignettes = longer(this.vignettes, roomFor(people));
    this.vignetteError = longer(this.vignetteError, roomFor(people));
  }

  reserveSheets(sheets: number): void {
    if (sheets <= this.at.length) return;
    const room = roomFor(sheets);
    this.at = longer(this.at, room);
    this.level = longer(this.level, room);
    this.scoresFrom = longer(this.scoresFrom, room);
    this.scoresCount = longer(this.scoresCount, room);
    this.mean = longer(this.mean, room);
    this.ability = longer(this.ability, room);
    for (const block of [this.byCandidate, this.byRater, this.byQuestion, this.byPair]) block.reserveSheets(room);
  }

  /** The slot of a new sheet, with its own columns filled in and no chain yet. */
  takeSlot(id: string, at: number, level: number): number {
    const slot = this.free.pop() ?? this.ids.length;
    this.reserveSheets(slot + 1);
    this.ids[slot] = id;
    this.slots.set(id, slot);
    this.at[slot] = at;
    this.level[slot] = level;
    this.scoresFrom[slot] = this.scoresUsed;
    this.scoresCount[slot] = 0;
    this.ability[slot] = 0;
    return slot;
  }

  /** Gives the slot of a sheet that was taken out of its chains back. */
  releaseSlot(slot: number): void {
    this.slots.delete(this.idOf(slot));
    this.ids[slot] = undefined;
    this.free.push(slot);
  }

  reserveScores(scores: number): void {
    if (scores > this.scores.length) this.scores = longer(this.scores, roomFor(scores));
  }

  /** Writes one more score of the sheet that has the last slot taken. */
  appendScore(slot: number, competency: number, score: number): void {
    this.reserveScores(this.scoresUsed + 1);
    this.scores[this.scoresUsed] = competency * SCORES + score;
    this.scoresUsed += 1;
    this.scoresCount[slot] = int(this.scoresCount, slot) + 1;
  }

  competencyAt(position: number): number {
    return Math.floor(int(this.scores, position) / SCORES);
  }

  scoreAt(position: number): number {
    return int(this.scores, position) % SCORES;
  }

  get scoreCount(): number {
    return this.scoresUsed;
  }

  idOf(slot: number): string {
    return this.ids[slot] as string;
  }

  /** Puts a sheet into the four chains; `behind` is the candidate's sheet before it in time. */
  link(slot: number, candidate: number, rater: number, question: number, pair: number, behind: number): void {
    this.byCandidate.link(candidate, slot, behind);
    this.byRater.link(rater, slot);
    this.byQuestion.link(question, slot);
    this.byPair.link(pair, slot);
  }

  /** Where a sheet belongs among the candidate's: behind the last one that is earlier, by time and then by id. */
  placeOf(candidate: number, at: number, id: string): number {
    let behind = END;
    for (let slot = int(this.byCandidate.head, candidate); slot !== END; slot = int(this.byCandidate.next, slot)) {
      const before = num(this.at, slot);
      if (before > at || (before === at && this.idOf(slot) > id)) break;
      behind = slot;
    }
    return behind;
  }

  /** The pair of two people, as one of their sheets names it; `undefined` when they share none. */
  pairOf(one: number, other: number): number | undefined {
    return this.pairIn(one, other) ?? this.pairIn(other, one);
  }

  private pairIn(candidate: number, rater: number): number | undefined {
    const { head, next } = this.byCandidate;
    for (let slot = int(head, candidate); slot !== END; slot = int(next, slot)) {
      if (int(this.byRater.owner, slot) === rater) return int(this.byPair.owner, slot);
    }
    return undefined;
  }

  /** m_s = mean over k of (y_sk − c_k). */
  meanOf(slot: number): number {
    const from = int(this.scoresFrom, slot);
    const count = int(this.scoresCount, slot);
    let sum = 0;
    for (let at = from; at < from + count; at += 1) sum += this.scoreAt(at) - this.offsetOf(this.competencyAt(at));
    return sum / count;
  }

  /** Mean of what was given, 1..5. */
  rawMeanOf(slot: number): number {
    const from = int(this.scoresFrom, slot);
    const count = int(this.scoresCount, slot);
    let sum = 0;
    for (let at = from; at < from + count; at += 1) sum += this.scoreAt(at);
    return sum / count;
  }

  /** c_k; 0 for a competency that the last full solve had not seen. */
  offsetOf(competency: number): number {
    return this.offset[competency] ?? 0;
  }

  /** μ of a level; the mean of all for one that the last full solve had not seen. */
  averageOf(level: number): number {
    return this.average[level] ?? this.grandMean;
  }

  /** μ of the level that the candidate declared at the first sheet. */
  startOf(candidate: number): number {
    const first = int(this.byCandidate.head, candidate);
    return first === END ? this.grandMean : this.averageOf(int(this.level, first));
  }
}
