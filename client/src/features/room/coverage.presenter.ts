import type { Coverage } from '#shared/flow/coverage.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';

type Part = 'unprompted' | 'afterCard' | 'missed' | 'notReached';

export interface CoverageRow {
  competency: Competency;
  name: string;
  /** One for each signal, the heard ones first. */
  parts: Part[];
  words: string;
}

const PARTS: { part: Part; word: string }[] = [
  { part: 'unprompted', word: 'unprompted' },
  { part: 'afterCard', word: 'after a card' },
  { part: 'missed', word: 'missed' },
  { part: 'notReached', word: 'not yet marked' },
];

/** What of each competency has been heard so far. */
export function coverageRows(coverage: readonly Coverage[]): CoverageRow[] {
  return coverage.map((counts) => {
    const name = COMPETENCY_NAMES[counts.competency];
    const parts = PARTS.flatMap(({ part }) => Array<Part>(counts[part]).fill(part));
    const said = PARTS.filter(({ part }) => counts[part] > 0).map(({ part, word }) => `${counts[part]} ${word}`);
    return { competency: counts.competency, name, parts, words: `${name}: ${said.join(', ')}` };
  });
}
