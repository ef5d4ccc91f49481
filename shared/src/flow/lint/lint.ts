import type { Flow } from '../flow.schema.js';
import { repeated, type Finding } from './finding.js';
import { lintCards } from './lint-cards.js';
import { lintChecks } from './lint-checks.js';
import { lintCompetencies } from './lint-competencies.js';
import { lintDuplicates } from './lint-duplicates.js';
import { lintLanguage } from './lint-language.js';
import { lintLeaks } from './lint-leaks.js';
import { lintSize } from './lint-size.js';
import { lintSteps } from './lint-steps.js';
import { lintWorked } from './lint-worked.js';

/** All faults of a flow: its time, what it says, what it listens for, and whether each card can ever be played. */
export function lintFlow(flow: Flow): Finding[] {
  return [
    ...lintSize(flow),
    ...lintSteps(flow),
    ...lintCompetencies(flow),
    ...lintCards(flow),
    ...lintLeaks(flow),
    ...lintDuplicates(flow),
    ...lintFacts(flow),
    ...lintChecks(flow),
    ...lintWorked(flow),
    ...lintLanguage(flow),
  ];
}

function lintFacts({ facts }: Flow): Finding[] {
  return repeated(
    facts.map(({ id }) => id),
    (index) => ['facts', index, 'id'],
  );
}
