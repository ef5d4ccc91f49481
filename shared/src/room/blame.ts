import { rehearserOf } from './rehearsal.js';
import { partnerOf } from './seats.js';
import { SEATS, type RoomState, type Seat } from './state.js';

/**
 * Who cost the other an interview by the way the room closed (rules 9 and 29); empty while it is open, and whenever
 * it was completed, ended by both, or void. A rehearsal is at the fault of who was away when it began.
 */
export function atFault(state: RoomState): Seat[] {
  const { phase, presence } = state;
  if (phase.name !== 'closed') return [];
  const { reason, by } = phase;
  if (reason === 'no-show') return by === 'system' ? SEATS.filter((seat) => !presence[seat].entered) : [by];
  const rehearser = rehearserOf(state);
  if (reason === 'rehearsed' && rehearser) return [partnerOf(rehearser)];
  if (reason !== 'abandoned') return [];
  const gone = SEATS.filter((seat) => presence[seat].released);
  return gone.length > 0 || by === 'system' ? gone : [by];
}
