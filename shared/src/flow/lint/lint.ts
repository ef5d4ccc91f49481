import type { Flow } from '../flow.schema.js';
import { error, repeated, type Finding } from './finding.js';
import { lintCards } from './lint-cards.js';
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

function lintChecks({ checks }: Flow): Finding[] {
  return checks.flatMap(({ options, answer }, index) =>
    answer < options.length
      ? []
      : [
          error(
            'unreachable-answer',
            ['checks', index, 'answer'],
            `There is no option ${answer}; the last is ${options.length - 1}`,
            'Give the index of the right option, counted from 0',
          ),
        ],
  );
}
