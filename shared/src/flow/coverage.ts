import { COMPETENCIES, type Competency } from '../interview/competency.js';
import type { Length, Level } from '../interview/track.js';
import type { FlowScript, Signal } from './flow.schema.js';
import { isHeard, type InterviewProgress } from './interview.progress.js';
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

/**
 * Per competency that the flow listens for, in the order of the competencies. What was marked counts even where it was
 * not expected: beyond the level, or of a step that a short interview leaves out.
 */
export function coverageOf(flow: FlowScript, record: Marked, length: Length, level: Level): Coverage[] {
  const expected = flow.steps.flatMap(({ minutes, signals }) =>
    signals.filter(({ id, ladder }) => (minutes[length] > 0 && ladder[level] !== undefined) || record.marks[id]),
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

/** How far a competency has been exercised in an interview that is still going on. */
export interface Exercised {
  competency: Competency;
  /** There is evidence on it: a mark, a moment or a card that was played. */
  exercised: boolean;
  /** Expected signals: heard, missed, not marked though their step has come, and of steps still to come. */
  heard: number;
  missed: number;
  open: number;
  ahead: number;
  /** Cards that were played on it, hints not counted. */
  cards: number;
  strong: number;
  weak: number;
}

/** Per competency that is rated after the flow, in its order: what has been exercised by now, and what may still be. */
export function exercisedBy({ flow, length, level, step, record }: InterviewProgress): Exercised[] {
  const steps = stepsOf(flow, length);
  const reached = Math.max(
    steps.findIndex(({ id }) => id === step),
    ...record.steps.map((visit) => steps.findIndex(({ id }) => id === visit.step)),
  );
  const signalsIn = (some: typeof steps) => some.flatMap(({ signals }) => signals);
  const [come, ahead] = [signalsIn(steps.slice(0, reached + 1)), signalsIn(steps.slice(reached + 1))];
  const played = flow.cards.filter(({ id, kind }) => kind !== 'hint' && record.cards.some(({ card }) => card === id));
  return flow.exercises.map((competency) => {
    const count = (signals: readonly Signal[], holds: (id: string) => boolean) =>
      signals.filter(
        (signal) => signal.competency === competency && signal.ladder[level] !== undefined && holds(signal.id),
      ).length;
    const moments = (side: 'strong' | 'weak') =>
      record.moments.filter((moment) => moment.competency === competency && moment.side === side).length;
    const isMarked = (id: string) => record.marks[id] !== undefined;
    const counts = {
      heard: count([...come, ...ahead], (id) => isHeard(record, id)),
      missed: count([...come, ...ahead], (id) => record.marks[id]?.mark === 'missed'),
      open: count(come, (id) => !isMarked(id)),
      ahead: count(ahead, (id) => !isMarked(id)),
      cards: played.filter(({ competencies }) => competencies.includes(competency)).length,
      strong: moments('strong'),
      weak: moments('weak'),
    };
    const { heard, missed, cards, strong, weak } = counts;
    return { competency, exercised: heard + missed + cards + strong + weak > 0, ...counts };
  });
}
