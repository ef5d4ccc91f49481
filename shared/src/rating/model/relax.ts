import { END } from './block.js';
import { int, num } from './columns.js';
import type { Ledger } from './ledger.js';
import { namesOf, noBlocks, peopleOn, type Relaxed } from './moved.js';
import { KINDS, type Kind } from './shares.js';
import { vignettesSay } from './solve.js';
import { pairEffect, stepVariance, type Variances } from './variances.js';

/** A block is solved for again once its neighbours may have moved it by this much. */
const EPSILON = 0.003;
/** Less than this adds up before a block's neighbours are told. */
const WORTH_TELLING = EPSILON / 2;

/**
 * Incremental relaxation: solves the touched blocks again, then those neighbours that may have moved by more than ε
 * since they were last solved for, until none is left. What is minimised is strictly convex, so it ends, and near the
 * full solve. The constants of the epoch stand still.
 */
export class Relaxation {
  private readonly queue: number[] = [];
  private readonly precision: number;
  /** Questions of which a sheet came or went: that alone changes how surely their difficulty is known. */
  private readonly resized = new Set<number>();

  constructor(
    private readonly ledger: Ledger,
    private readonly variances: Variances,
  ) {
    this.precision = 1 / variances.noise ** 2;
  }

  /** Asks for a block to be solved for whatever its neighbours did. */
  touch(kind: Kind, owner: number): void {
    const block = this.ledger[kind];
    if (int(block.queued, owner) === 1) return;
    block.queued[owner] = 1;
    this.queue.push(owner * KINDS.length + KINDS.indexOf(kind));
  }

  /** Asks for all blocks beside a candidate's sheets: the level that they are measured from has changed. */
  touchAround(candidate: number): void {
    const { head, next } = this.ledger.byCandidate;
    for (let slot = int(head, candidate); slot !== END; slot = int(next, slot)) {
      for (const kind of ['byRater', 'byQuestion', 'byPair'] as const)
        this.touch(kind, int(this.ledger[kind].owner, slot));
    }
  }

  /** Tells that a sheet came or went; its question may not have to be solved for because of it. */
  resize(question: number): void {
    this.resized.add(question);
    // A question may have very many sheets, and one more or less of them moves it by its share of a point at most.
    this.raise('byQuestion', question, 1);
  }

  /** Works the queue off. */
  run(): Relaxed {
    const solved = noBlocks();
    for (let done = 0; done < this.queue.length; done += 1) {
      const entry = this.queue[done] ?? 0;
      const kind = KINDS[entry % KINDS.length] ?? 'byCandidate';
      const owner = Math.floor(entry / KINDS.length);
      this.ledger[kind].queued[owner] = 0;
      this.ledger[kind].pending[owner] = 0;
      solved[kind].add(owner);
      if (kind === 'byCandidate') this.solveAbility(owner);
      else this.solveEffect(kind, owner);
    }
    const moved = {
      candidates: namesOf(this.ledger, solved.byCandidate),
      raters: namesOf(this.ledger, solved.byRater),
    };
    for (const question of this.resized) solved.byQuestion.add(question);
    this.resized.clear();
    return { blocks: this.queue.splice(0).length, moved, touched: () => peopleOn(this.ledger, solved) };
  }

  private solveAbility(person: number): void {
    const { head, next } = this.ledger.byCandidate;
    const { ability, at } = this.ledger;
    const start = this.ledger.startOf(person);
    const slots: number[] = [];
    const filtered: number[] = [];
    const carry: number[] = [];
    let spread = this.variances.ability ** 2;
    let x = 0;
    for (let slot = int(head, person); slot !== END; slot = int(next, slot)) {
      const before = slots.at(-1);
      if (before !== undefined) {
        const step = stepVariance(num(at, before), num(at, slot), this.variances);
        carry.push(spread / (spread + step));
        spread += step;
      }
      const gain = spread / (spread + 1 / this.precision);
      x += gain * (num(this.ledger.mean, slot) - start + this.given(slot) - x);
      spread *= 1 - gain;
      slots.push(slot);
      filtered.push(x);
    }
    for (let index = slots.length - 1; index >= 0; index -= 1) {
      const here = filtered[index] ?? 0;
      x = here + (carry[index] ?? 0) * (x - here);
      const slot = slots[index] ?? END;
      const change = x - num(ability, slot);
      ability[slot] = x;
      this.spread(slot, 'byCandidate', Math.abs(change));
    }
  }

  /** b + d − p of a sheet. */
  private given(slot: number): number {
    const { byRater, byQuestion, byPair } = this.ledger;
    return (
      num(byRater.value, int(byRater.owner, slot)) +
      num(byQuestion.value, int(byQuestion.owner, slot)) -
      num(byPair.value, int(byPair.owner, slot))
    );
  }

  private solveEffect(kind: Exclude<Kind, 'byCandidate'>, owner: number): void {
    const block = this.ledger[kind];
    const before = num(block.value, owner);
    const sign = kind === 'byPair' ? -1 : 1;
    let sum = 0;
    for (let slot = int(block.head, owner); slot !== END; slot = int(block.next, slot)) {
      const candidate = int(this.ledger.byCandidate.owner, slot);
      const expected = this.ledger.startOf(candidate) + num(this.ledger.ability, slot);
      sum += sign * (expected - num(this.ledger.mean, slot) - this.given(slot)) + before;
    }
    const solved = this.effectOf(kind, owner, sum * this.precision);
    block.value[owner] = solved;
    this.tell(kind, owner, solved - before);
  }

  private effectOf(kind: Exclude<Kind, 'byCandidate'>, owner: number, pull: number): number {
    const { variance, count } = this.ledger[kind];
    if (kind === 'byPair') return pairEffect(pull, int(count, owner), num(variance, owner), this.variances);
    const prior = kind === 'byRater' ? vignettesSay(this.ledger, owner, this.variances) : 0;
    return (pull + prior) * num(variance, owner);
  }

  /**
   * Tells the neighbours of a block that it has moved, once that adds up to something: a question may have very many.
   */
  private tell(kind: Exclude<Kind, 'byCandidate'>, owner: number, change: number): void {
    const block = this.ledger[kind];
    const untold = num(block.untold, owner) + Math.abs(change);
    block.untold[owner] = untold <= WORTH_TELLING ? untold : 0;
    if (untold <= WORTH_TELLING) return;
    for (let slot = int(block.head, owner); slot !== END; slot = int(block.next, slot)) this.spread(slot, kind, untold);
  }

  /** Tells the other blocks of a sheet that one of them has changed. */
  private spread(slot: number, from: Kind, change: number): void {
    for (const kind of KINDS) {
      if (kind !== from) this.raise(kind, int(this.ledger[kind].owner, slot), change);
    }
  }

  /** Notes that something beside one of a block's sheets has changed by this much. */
  private raise(kind: Kind, owner: number, change: number): void {
    const block = this.ledger[kind];
    // In the tail nothing that grows holds a pair back: it follows its sheets.
    const follows = kind === 'byPair' && num(block.value, owner) >= this.variances.pairTail;
    const share = follows ? 1 / int(block.count, owner) : this.precision * num(block.variance, owner);
    const pending = num(block.pending, owner) + change * share;
    block.pending[owner] = pending;
    if (pending > EPSILON) this.touch(kind, owner);
  }
}
