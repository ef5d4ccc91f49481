import type { Competency } from '../interview/competency.js';
import type { Length, Level } from '../interview/track.js';
import type { Card, FlowScript, Signal } from './flow.schema.js';
import { signalsOf, stepsOf } from './steps.js';

/** What happened in an interview so far, as far as suggestions depend on it. Times are milliseconds on its clock. */
export interface InterviewRecord {
  readonly steps: readonly { step: string; enteredAt: number; leftAt: number | null }[];
  readonly cards: readonly { card: string; kind: Card['kind']; t: number; second: object | null }[];
  readonly marks: Readonly<Record<string, { mark: 'unprompted' | 'after-card' | 'missed'; t: number }>>;
  readonly moments: readonly NotedMoment[];
  readonly hintAsked: boolean;
}

export interface NotedMoment {
  readonly side: 'strong' | 'weak';
  readonly competency: Competency;
  readonly t: number;
  /** What was seen or said, in the interviewer's words. */
  readonly text?: string;
}

/** A moment of an interview: where it stands, for whom, and what has been heard. */
export interface InterviewProgress {
  flow: FlowScript;
  length: Length;
  /** The candidate's. */
  level: Level;
  /** The current step. */
  step: string;
  record: InterviewRecord;
  /** Used and left of the interview's time, in milliseconds, pauses not counted. */
  elapsedMs: number;
  remainingMs: number;
}

/** The candidate has shown this signal, by themself or after a card. */
export function isHeard(record: InterviewRecord, signal: string): boolean {
  const mark = record.marks[signal]?.mark;
  return mark === 'unprompted' || mark === 'after-card';
}

/** The signals that a card gives another chance to: it cannot prompt what it waits to be heard. */
export function promptedBy({ signals, when }: Card): Set<string> {
  return new Set([...signals, ...(when.unheard ?? [])].filter((signal) => !when.heard?.includes(signal)));
}

/** Signals that the candidate's level is expected to show. */
export function expectedSignals({ flow, level }: InterviewProgress): Signal[] {
  return signalsOf(flow).filter((signal) => signal.ladder[level] !== undefined);
}

/** The last moment that was noted on a competency since the current step was entered. */
export function latestMoment({ record }: InterviewProgress, competency: Competency): NotedMoment | undefined {
  const since = record.steps.at(-1)?.enteredAt ?? 0;
  return record.moments.findLast((moment) => moment.competency === competency && moment.t >= since);
}

/** What the steps after the current one still have of their budgets, in milliseconds. */
export function budgetAhead({ flow, length, step, record, elapsedMs }: InterviewProgress): number {
  const steps = stepsOf(flow, length);
  const ahead = steps.slice(steps.findIndex(({ id }) => id === step) + 1);
  return ahead.reduce(
    (sum, { id, minutes }) => sum + Math.max(0, minutes[length] * 60_000 - spentIn(id, record, elapsedMs)),
    0,
  );
}

/**
 * For how long the current step may still last if those after it are to have their budgets, in milliseconds; negative
 * when it already lives on theirs. Time that earlier steps did not need is there to be used.
 */
export function stepTimeLeft(progress: InterviewProgress): number {
  return progress.remainingMs - budgetAhead(progress);
}

/** How long a step lasted so far, in milliseconds, over all visits. */
export function spentIn(step: string, { steps }: Pick<InterviewRecord, 'steps'>, elapsedMs: number): number {
  return steps
    .filter((visit) => visit.step === step)
    .reduce((sum, { enteredAt, leftAt }) => sum + Math.max(0, (leftAt ?? elapsedMs) - enteredAt), 0);
}
