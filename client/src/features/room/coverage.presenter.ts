import type { Coverage } from '#shared/flow/coverage.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { COMPETENCY_WORDS } from './competency.words.js';
import type { MarkValue } from '#shared/room/state.js';

type Part = MarkValue | 'not-reached';

export interface CoverageRow {
  competency: Competency;
  name: string;
  /** One for each signal, the heard ones first. */
  parts: Part[];
  words: string;
}

const PARTS: { part: Part; count: (coverage: Coverage) => number; word: string }[] = [
  { part: 'unprompted', count: ({ unprompted }) => unprompted, word: 'unprompted' },
  { part: 'after-card', count: ({ afterCard }) => afterCard, word: 'after a card' },
  { part: 'missed', count: ({ missed }) => missed, word: 'missed' },
  { part: 'not-reached', count: ({ notReached }) => notReached, word: 'not yet marked' },
];

/** What of each competency has been heard so far. */
export function coverageRows(coverage: readonly Coverage[]): CoverageRow[] {
  return coverage.map((counts) => {
    const name = COMPETENCY_WORDS[counts.competency];
    const parts = PARTS.flatMap(({ part, count }) => Array<Part>(count(counts)).fill(part));
    const said = PARTS.filter(({ count }) => count(counts) > 0).map(({ count, word }) => `${count(counts)} ${word}`);
    return {
      competency: counts.competency,
      name,
      parts,
      words: `${COMPETENCY_NAMES[counts.competency]}: ${said.join(', ')}`,
    };
  });
}
