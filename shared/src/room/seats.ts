import type { RoomState, Round, RoundNumber, Seat } from './state.js';

/** The other seat. */
export function partnerOf(seat: Seat): Seat {
  return seat === 'A' ? 'B' : 'A';
}

/** Seat A interviews in round 1, seat B in round 2 (rule 6). */
export function interviewerIn(round: RoundNumber): Seat {
  return round === 1 ? 'A' : 'B';
}

/** The round that a number names. */
export function roundOf<T>(rounds: readonly [T, T], round: RoundNumber): T {
  return round === 1 ? rounds[0] : rounds[1];
}

/** Who holds which seat in a round. */
export function roleIn(rounds: readonly [Round, Round], round: RoundNumber, seat: Seat): 'interviewer' | 'candidate' {
  return roundOf(rounds, round).interviewer === seat ? 'interviewer' : 'candidate';
}

/** The round that the room is in, or `null` in gathering, debrief and after the end. */
export function currentRound(state: RoomState): RoundNumber | null {
  return 'round' in state.phase ? state.phase.round : null;
}

/** The round that what is noted now belongs to: the current one, and after the rounds the last that was begun. */
export function notesRound(state: RoomState): RoundNumber {
  return currentRound(state) ?? (state.records[1].startedAt === null ? 1 : 2);
}
