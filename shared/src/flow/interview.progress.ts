import type { Competency } from '../interview/competency.js';
import type { Length, Level } from '../interview/track.js';
import type { Card, Flow, Signal } from './flow.schema.js';
import { signalsOf } from './steps.js';

/** What happened in an interview so far, as far as suggestions depend on it. Times are milliseconds on its clock. */
export interface InterviewRecord {
  readonly steps: readonly { step: string; enteredAt: number; leftAt: number | null }[];
  readonly cards: readonly { card: string; kind: Card['kind']; t: number; second: object | null }[];
  readonly marks: Readonly<Record<string, { mark: 'unprompted' | 'after-card' | 'missed'; t: number }>>;
  readonly moments: readonly { side: 'strong' | 'weak'; competency: Competency; t: number }[];
  readonly hintAsked: boolean;
}

/** A moment of an interview: where it stands, for whom, and what has been heard. */
export interface InterviewProgress {
  flow: Flow;
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

/** What is left of the current step's budget, in milliseconds; negative when it is overdrawn. */
export function stepTimeLeft({ flow, length, step, record, elapsedMs }: InterviewProgress): number {
  const budget = flow.steps.find(({ id }) => id === step)?.minutes[length] ?? 0;
  const spent = record.steps
    .filter((visit) => visit.step === step)
    .reduce((sum, { enteredAt, leftAt }) => sum + (leftAt ?? elapsedMs) - enteredAt, 0);
  return budget * 60_000 - spent;
}
