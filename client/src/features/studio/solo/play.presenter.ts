import { coverageOf } from '#shared/flow/coverage.js';
import { stepsOf } from '#shared/flow/steps.js';
import { COMPETENCY_NAMES } from '#shared/interview/competency.js';
import { elapsed, timeLeft } from '#shared/room/clock.js';
import { clockOf } from '../../../ui/clock.js';
import type { Solo } from './solo.room.js';
import type { Speed } from './useSoloClock.js';

/** "3:20 of 30:00". */
export function clockWords({ state }: Solo, now: number): string {
  const gone = elapsed(state, 1, now);
  return `${clockOf(gone)} of ${clockOf(gone + timeLeft(state, now))}`;
}

const SPEED_WORDS: Record<Speed, string> = { 0: 'By hand', 1: 'Real time', 5: '5 times', 20: '20 times' };

export function speedWords(speed: Speed): string {
  return SPEED_WORDS[speed];
}

export interface PlaySummary {
  steps: string;
  marks: string;
  cards: string;
  /** Cards of the deck that were never among the suggestions. */
  never: { id: string; trigger: string }[];
  competencies: { name: string; words: string }[];
}

/** What came of it, for whoever wrote the flow. */
export function playSummary(
  { flow, state }: Solo,
  level: 'junior' | 'mid' | 'senior',
  cameUp: ReadonlySet<string>,
): PlaySummary {
  const record = state.records[0];
  const steps = stepsOf(flow, state.length);
  const visited = new Set(record.steps.map(({ step }) => step));
  const signals = steps.flatMap((step) => step.signals);
  const played = new Set(record.cards.map(({ card }) => card));
  return {
    steps: `${visited.size} of ${steps.length} steps`,
    marks: `${Object.keys(record.marks).length} of ${signals.length} signals marked`,
    cards: `${played.size} of ${flow.cards.length} cards played, ${cameUp.size} came up`,
    never: flow.cards
      .filter(({ id, kind }) => kind !== 'hint' && !cameUp.has(id) && !played.has(id))
      .map(({ id, trigger }) => ({ id, trigger })),
    competencies: coverageOf(flow, record, state.length, level).map(
      ({ competency, unprompted, afterCard, missed }) => ({
        name: COMPETENCY_NAMES[competency],
        words: `${unprompted} unprompted, ${afterCard} after a card, ${missed} missed`,
      }),
    ),
  };
}
