import { partnerOf, roleIn, roundOf } from './seats.js';
import type { CloseReason, RoomState, RoundNumber, Seat } from './state.js';

/** Who rehearses alone, from the moment on that it began; `null` in a session of two (rule 9). */
export function rehearserOf({ rehearsal, rounds }: RoomState): Seat | null {
  return rehearsal && roundOf(rounds, rehearsal.round).candidate;
}

/** Whether this is the peer who was away when the time was turned into a rehearsal. */
export function isLeftOut(state: RoomState, seat: Seat): boolean {
  return rehearserOf(state) === partnerOf(seat);
}

/**
 * The round that a peer could rehearse now: the one in which they are the candidate, unless it is over already.
 * `null` outside of briefing and interview. Whether they are alone is another question.
 */
export function ownRound({ phase, rounds }: RoomState, seat: Seat): RoundNumber | null {
  if (phase.name !== 'briefing' && phase.name !== 'interview') return null;
  const own = roleIn(rounds, 1, seat) === 'candidate' ? 1 : 2;
  return own >= phase.round ? own : null;
}

/** Whether a round is held to its end: not where a rehearsal took its place. In a session of two both are. */
export function wasHeld({ rehearsal }: RoomState, round: RoundNumber): boolean {
  return rehearsal === null || round === rehearsal.round || round < rehearsal.from;
}

/** What a room that has reached its debrief closes as. */
export function reasonAtTheEnd({ rehearsal }: RoomState): CloseReason {
  return rehearsal ? 'rehearsed' : 'completed';
}
