import { roundOf } from './seats.js';
import type { Pause, RoomState, RoundNumber } from './state.js';

/** How long a pause has lasted by `now`, in milliseconds; it never counts for more than until it resumes by itself. */
export function pauseLength(pause: Pause, now: number): number {
  return Math.max(0, Math.min(now, pause.resumesAt) - pause.since);
}

/** What is left of a round's pauses together, in milliseconds, apart from one that is running (rule 12). */
export function pauseBudget(state: RoomState, round: RoundNumber): number {
  return Math.max(0, state.durations.pauseTotal - roundOf(state.records, round).pausedMs);
}

/**
 * Milliseconds on a round's clock at `now` (epoch milliseconds): pauses do not count, and neither does
 * what comes after the deadline or the end. 0 before the interview has started.
 */
export function elapsed(state: RoomState, round: RoundNumber, now: number): number {
  const { startedAt, endedAt, pausedMs } = roundOf(state.records, round);
  if (startedAt === null) return 0;
  if (endedAt !== null) return endedAt - startedAt - pausedMs;
  const { phase } = state;
  if ((phase.name !== 'interview' && phase.name !== 'rehearsal') || phase.round !== round) return 0;
  const pausing = phase.name === 'interview' && phase.pause ? pauseLength(phase.pause, now) : 0;
  const end = Math.min(now, phase.until + pausing);
  return Math.max(0, end - startedAt - pausedMs - pausing);
}

/** Milliseconds left in the current phase at `now`; stands still during a pause; 0 when closed. */
export function timeLeft(state: RoomState, now: number): number {
  const { phase } = state;
  if (phase.name === 'closed') return 0;
  const pausing = phase.name === 'interview' && phase.pause ? pauseLength(phase.pause, now) : 0;
  return Math.max(0, phase.until + pausing - now);
}
