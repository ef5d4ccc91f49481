import { refuse, requirePhase, type Deciders } from './decision.js';
import type { RoomEventBody } from './events.js';
import { rehearserOf } from './rehearsal.js';
import { partnerOf } from './seats.js';
import { startBriefing, startInterview } from './succession.js';
import { requireRound } from './decision.js';
import type { RoomState, Seat } from './state.js';

/** Coming, going, being ready, and ending alone (rules 8 to 10, 15 and 29). */
export const seatDeciders: Deciders<'enter' | 'leave' | 'declareReady' | 'leaveForGood' | 'endWithoutPartner'> = {
  enter(state, _command, { actor, now }) {
    if (state.presence[actor].present) return [];
    const entered: RoomEventBody = { type: 'entered', seat: actor };
    const bothCame = state.presence[partnerOf(actor)].entered;
    return state.phase.name === 'gathering' && bothCame ? [entered, ...startBriefing(state, 1, now)] : [entered];
  },

  leave(state, _command, { actor }) {
    return state.presence[actor].present ? [{ type: 'left', seat: actor }] : [];
  },

  declareReady(state, { round }, context) {
    const { ready } = requireRound(state, round, 'briefing');
    if (ready[context.actor]) return [];
    const declared: RoomEventBody = { type: 'readyDeclared', seat: context.actor };
    return ready[partnerOf(context.actor)] ? [declared, ...startInterview(state, round, context)] : [declared];
  },

  leaveForGood(state, _command, { actor, now }) {
    if (state.phase.name === 'gathering') return [{ type: 'closed', reason: 'no-show' }];
    if (state.rehearsal) return leaveRehearsal(state, actor);
    if (state.phase.name === 'debrief') return finish(state, actor);
    return [...overdueRelease(state, partnerOf(actor), now), { type: 'closed', reason: 'abandoned' }];
  },

  endWithoutPartner(state, _command, { actor, now }) {
    requirePhase(state, 'briefing', 'interview', 'rehearsal', 'rating', 'debrief');
    if (state.rehearsal) return leaveRehearsal(state, actor);
    const release = requireAlone(state, actor, now);
    const reason = state.phase.name === 'debrief' ? 'completed' : 'abandoned';
    return [...release, { type: 'closed', reason }];
  },
};

/**
 * Refuses whoever is not alone: the partner is here, or their seat is still held. Gives the release of a hold that
 * ran out and was not worked off yet.
 */
export function requireAlone(state: RoomState, seat: Seat, now: number): RoomEventBody[] {
  const partner = partnerOf(seat);
  const { present, released } = state.presence[partner];
  if (present) refuse('PARTNER_PRESENT', 'Your partner is here: propose to end, or leave for good.');
  const release = overdueRelease(state, partner, now);
  if (!released && release.length === 0) {
    refuse('SEAT_HELD', "Your partner's seat is still held; you may go on without them once the hold is over.");
  }
  return release;
}

/** A peer is done with the debrief; it closes once the partner is done too, or gone (rule 29). */
export function finish(state: RoomState, seat: Seat): RoomEventBody[] {
  const { done } = requirePhase(state, 'debrief');
  if (done[seat]) return [];
  const partner = partnerOf(seat);
  const finished: RoomEventBody = { type: 'finished', seat };
  if (state.rehearsal) return [finished, { type: 'closed', reason: 'rehearsed' }];
  return done[partner] || state.presence[partner].released
    ? [finished, { type: 'closed', reason: 'completed' }]
    : [finished];
}

/** The hold of a seat is over (rule 9). With nobody left to wait, the room closes. */
export function releaseSeat(state: RoomState, seat: Seat): RoomEventBody[] {
  const partner = partnerOf(seat);
  const release: RoomEventBody = { type: 'seatReleased', seat };
  const { phase } = state;
  if (state.rehearsal) {
    return seat === rehearserOf(state) ? [release, { type: 'closed', reason: 'rehearsed' }] : [release];
  }
  if (phase.name === 'debrief') {
    const over = phase.done[partner] || state.presence[partner].released;
    return over ? [release, { type: 'closed', reason: 'completed' }] : [release];
  }
  return state.presence[partner].released ? [release, { type: 'closed', reason: 'abandoned' }] : [release];
}

/** Who rehearses ends it for both; who was away when it began goes away again. */
function leaveRehearsal(state: RoomState, seat: Seat): RoomEventBody[] {
  if (seat === rehearserOf(state)) return [{ type: 'closed', reason: 'rehearsed' }];
  return state.presence[seat].present ? [{ type: 'left', seat }] : [];
}

/** The hold ran out, but the deadline has not been worked off yet: it is now, so that the log tells whose absence it was. */
function overdueRelease(state: RoomState, seat: Seat, now: number): RoomEventBody[] {
  const { absentSince, released } = state.presence[seat];
  const over = absentSince !== null && !released && absentSince + state.durations.seatHold <= now;
  return over ? [{ type: 'seatReleased', seat }] : [];
}
