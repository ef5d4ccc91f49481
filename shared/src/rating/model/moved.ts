import { END } from './block.js';
import { int } from './columns.js';
import type { Ledger } from './ledger.js';
import { KINDS, type Kind } from './shares.js';

/** People by id, each once, as candidates and as raters. */
export interface People {
  candidates: string[];
  raters: string[];
}

export interface Relaxed {
  /** How many blocks were solved for, some of them several times. */
  blocks: number;
  /**
   * Who was solved for. What the model says of everyone else, severity, score and standard error, has moved by less than
   * .006 points since they last were.
   */
  moved: People;
  /**
   * Of whom anything may have changed in any bit, statistics of raters included: many, where a question has many
   * sheets, so it is worked out when asked for, and has to be before the model changes again. Not told here: the
   * estimate of a competency that nobody had ever scored before, which everyone gets.
   */
  touched: () => People;
}

/** The blocks of each kind that were solved for, or of which a sheet came or went. */
export type Blocks = Readonly<Record<Kind, Set<number>>>;

export const noBlocks = (): Blocks => ({
  byCandidate: new Set(),
  byRater: new Set(),
  byQuestion: new Set(),
  byPair: new Set(),
});

/**
 * Who stands on these blocks: a candidate's estimate on their own and on those of their sheets' raters, questions and
 * pairs; a rater's residuals on all blocks of all their sheets. Takes as many steps as the blocks have sheets.
 */
export function peopleOn(ledger: Ledger, blocks: Blocks): People {
  const candidates = new Set(blocks.byCandidate);
  const raters = new Set(blocks.byRater);
  for (const kind of KINDS) {
    const { head, next } = ledger[kind];
    for (const owner of blocks[kind]) {
      for (let slot = int(head, owner); slot !== END; slot = int(next, slot)) {
        candidates.add(int(ledger.byCandidate.owner, slot));
        raters.add(int(ledger.byRater.owner, slot));
      }
    }
  }
  return { candidates: namesOf(ledger, candidates), raters: namesOf(ledger, raters) };
}

export const namesOf = ({ people }: Ledger, numbers: Iterable<number>): string[] =>
  Array.from(numbers, (person) => people.name(person));
