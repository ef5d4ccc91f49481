import type { FlowScript, Step } from '#shared/flow/flow.schema.js';
import { stepsOf } from '#shared/flow/steps.js';
import { elapsed } from '#shared/room/clock.js';
import { roundOf } from '#shared/room/seats.js';
import type { RoomState, RoundNumber, RoundRecord } from '#shared/room/state.js';

export interface StepSegment {
  id: string;
  title: string;
  budgetMs: number;
  spentMs: number;
  /** Of its budget, 0 to 1. */
  share: number;
  /** Over its budget. */
  over: boolean;
  current: boolean;
  visited: boolean;
}

/** The flow's steps as segments, each as wide as its budget and filled by the time it took. */
export function stepSegments(flow: FlowScript, state: RoomState, round: RoundNumber, now: number): StepSegment[] {
  const record = roundOf(state.records, round);
  const t = elapsed(state, round, now);
  const current = currentStepId(state);
  return stepsOf(flow, state.length).map((step) => {
    const budgetMs = step.minutes[state.length] * 60_000;
    const spentMs = spentOn(record, step.id, t);
    return {
      id: step.id,
      title: step.title,
      budgetMs,
      spentMs,
      share: Math.min(1, spentMs / budgetMs),
      over: spentMs > budgetMs,
      current: step.id === current,
      visited: record.steps.some((visit) => visit.step === step.id),
    };
  });
}

/** Milliseconds on a step, all visits together; `t` is now on the round's clock. */
export function spentOn({ steps }: RoundRecord, step: string, t: number): number {
  return steps
    .filter((visit) => visit.step === step)
    .reduce((sum, { enteredAt, leftAt }) => sum + Math.max(0, (leftAt ?? t) - enteredAt), 0);
}

export function currentStepId({ phase }: RoomState): string | null {
  return phase.name === 'interview' || phase.name === 'rehearsal' ? phase.step : null;
}

export interface SayNow {
  step: Step;
  /** From 1. */
  number: number;
  count: number;
  /** The one being asked; else it is only looked at. */
  current: boolean;
  visited: boolean;
  /** Milliseconds so far, all visits together. */
  spentMs: number;
  next: Step | null;
}

/** The words to say: those of the current step, or of one that is looked at. `t` is now on the round's clock. */
export function sayNow(
  flow: FlowScript,
  state: RoomState,
  record: RoundRecord,
  peeked: string | null,
  t: number,
): SayNow | null {
  const steps = stepsOf(flow, state.length);
  const current = currentStepId(state);
  const index = steps.findIndex(({ id }) => id === (peeked ?? current));
  const step = steps[index];
  if (!step) return null;
  return {
    step,
    number: index + 1,
    count: steps.length,
    current: step.id === current,
    visited: record.steps.some((visit) => visit.step === step.id),
    spentMs: spentOn(record, step.id, t),
    next: steps[index + 1] ?? null,
  };
}

/** The step after the current one; null at the last. */
export function nextStep(flow: FlowScript, state: RoomState): Step | null {
  const steps = stepsOf(flow, state.length);
  return steps[steps.findIndex(({ id }) => id === currentStepId(state)) + 1] ?? null;
}
