import { COMPETENCIES, type Competency } from '../interview/competency.js';
import type { Length, Level } from '../interview/track.js';
import type { Flow } from './flow.schema.js';
import { stepsOf } from './steps.js';

/** What was marked in a round, by signal id. */
export interface Marked {
  marks: Readonly<Record<string, { mark: 'unprompted' | 'after-card' | 'missed' }>>;
}

/** Of the signals expected at a level, how many came how; `notReached` were marked neither heard nor missed. */
export interface Coverage {
  competency: Competency;
  unprompted: number;
  afterCard: number;
  missed: number;
  notReached: number;
}

/** Per competency that the flow listens for, in the order of the competencies. */
export function coverageOf(flow: Flow, record: Marked, length: Length, level: Level): Coverage[] {
  const expected = stepsOf(flow, length).flatMap((step) =>
    step.signals.filter((signal) => signal.ladder[level] !== undefined || record.marks[signal.id]),
  );
  return COMPETENCIES.flatMap((competency) => {
    const signals = expected.filter((signal) => signal.competency === competency);
    if (signals.length === 0) return [];
    const count = (mark: string | undefined) =>
      signals.filter((signal) => record.marks[signal.id]?.mark === mark).length;
    return [
      {
        competency,
        unprompted: count('unprompted'),
        afterCard: count('after-card'),
        missed: count('missed'),
        notReached: count(undefined),
      },
    ];
  });
}
