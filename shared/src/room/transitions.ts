import type { Phase, PhaseName, RoundNumber } from './state.js';

type InRound = 'briefing' | 'interview' | 'rehearsal' | 'rating';

/** A phase with its round: what the table below is about. */
export type Stage = Exclude<PhaseName, InRound> | `${InRound}-${RoundNumber}`;

/** Which stage may follow which. What is not written here cannot happen: evolve throws on it. */
export const TRANSITIONS: Record<Stage, readonly Stage[]> = {
  gathering: ['briefing-1', 'closed'],
  'briefing-1': ['interview-1', 'rehearsal-1', 'rehearsal-2', 'closed'],
  'interview-1': ['rating-1', 'rehearsal-1', 'rehearsal-2', 'closed'],
  'rehearsal-1': ['rating-1', 'closed'],
  'rating-1': ['briefing-2', 'debrief', 'closed'],
  'briefing-2': ['interview-2', 'rehearsal-2', 'closed'],
  'interview-2': ['rating-2', 'rehearsal-2', 'closed'],
  'rehearsal-2': ['rating-2', 'closed'],
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
