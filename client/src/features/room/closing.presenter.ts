import type { RoomState, Seat } from '#shared/room/state.js';
import { isLeftOut, wasHeld } from '#shared/room/rehearsal.js';
import { partnerOf, roundOf } from '#shared/room/seats.js';
import { shortName } from './room.presenter.js';

export interface ClosingView {
  title: string;
  text: string;
  /** An interview has taken place, so there is or will be something to read. */
  report: boolean;
}

/** Why a room closed, said to one of its two. */
export function closingView(state: RoomState, seat: Seat): ClosingView | null {
  const { phase } = state;
  if (phase.name !== 'closed') return null;
  const report = phase.reason !== 'void' && hasReport(state, seat);
  return { ...words(state, seat, phase), report };
}

function hasReport(state: RoomState, seat: Seat): boolean {
  return ([1, 2] as const).some((round) => {
    const alone = state.rehearsal?.round === round;
    return (
      roundOf(state.records, round).endedAt !== null && wasHeld(state, round) && !(alone && isLeftOut(state, seat))
    );
  });
}

function words(
  state: RoomState,
  seat: Seat,
  { reason, by }: Extract<RoomState['phase'], { name: 'closed' }>,
): { title: string; text: string } {
  const partner = shortName(state.peers[partnerOf(seat)].displayName);
  switch (reason) {
    case 'completed':
      return { title: 'That was your session', text: 'Both rounds are done. Everything is kept in your debrief.' };
    case 'ended-early':
      return { title: 'You both ended the session', text: 'It ends early because both of you agreed.' };
    case 'void':
      return {
        title: 'The session is void',
        text: 'A technical problem ended it. It counts for nobody, and costs nobody anything.',
      };
    case 'no-show':
      return noShow(state, seat, partner);
    case 'rehearsed':
      return rehearsed(state, seat, partner);
    case 'abandoned':
      if (by === seat && state.presence[partnerOf(seat)].released) {
        return { title: `You ended without ${partner}`, text: `${partner} did not come back. This costs you nothing.` };
      }
      if (by === seat) return { title: 'You left the session', text: `It ended for ${partner} too.` };
      return {
        title: `${partner} has left`,
        text: 'The session is over. This costs you nothing, and you can look for another partner right away.',
      };
  }
}

function rehearsed(state: RoomState, seat: Seat, partner: string): { title: string; text: string } {
  if (isLeftOut(state, seat)) {
    return {
      title: `${partner} went on alone`,
      text: 'You were away for longer than a seat is held, and the time became a rehearsal. It is over now.',
    };
  }
  return {
    title: 'That was your rehearsal',
    text: `${partner} did not come back, which costs you nothing. What you did alone is kept for you, and is in nobody’s numbers.`,
  };
}

function noShow(state: RoomState, seat: Seat, partner: string): { title: string; text: string } {
  const came = state.presence[partnerOf(seat)].entered;
  if (came && !state.presence[seat].entered) {
    return {
      title: 'You did not arrive in time',
      text: `${partner} was here. They have been set free to meet somebody else.`,
    };
  }
  return {
    title: came ? 'The session did not begin' : `${partner} did not come`,
    text: 'This costs you nothing. You can look for another partner right away.',
  };
}
