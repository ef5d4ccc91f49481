import type { Phase, PhaseName, RoundNumber } from './state.js';

/** A phase with its round: what the table below is about. */
export type Stage =
  Exclude<PhaseName, 'briefing' | 'interview' | 'rating'> | `${'briefing' | 'interview' | 'rating'}-${RoundNumber}`;

/** Which stage may follow which. What is not written here cannot happen: evolve throws on it. */
export const TRANSITIONS: Record<Stage, readonly Stage[]> = {
  gathering: ['briefing-1', 'closed'],
  'briefing-1': ['interview-1', 'closed'],
  'interview-1': ['rating-1', 'closed'],
  'rating-1': ['briefing-2', 'closed'],
  'briefing-2': ['interview-2', 'closed'],
  'interview-2': ['rating-2', 'closed'],
  'rating-2': ['debrief', 'closed'],
  debrief: ['closed'],
  closed: [],
};

/** The row of the table that a phase stands in. */
export function stageOf(phase: Phase): Stage {
  return 'round' in phase ? `${phase.name}-${phase.round}` : phase.name;
}

/** Whether the table allows `to` after `from`. */
export function mayFollow(from: Phase, to: Phase): boolean {
  return TRANSITIONS[stageOf(from)].includes(stageOf(to));
}
