import type { PhaseName, RoomState, Seat } from '#shared/room/state.js';
import { roundOf } from '#shared/room/seats.js';
import { seatView } from './room.presenter.js';

const PHASE_WORDS: Record<PhaseName, string> = {
  gathering: 'Waiting for both to arrive.',
  briefing: 'The briefing has begun.',
  interview: 'The interview has begun.',
  rehearsal: 'The rehearsal has begun. You are alone, and the clock runs.',
  rating: 'The interview is over. The rating has begun.',
  debrief: 'The debrief has begun.',
  closed: 'The session is closed.',
};

const CARD_WORDS = { 'follow-up': 'Follow-up', twist: 'Something has changed', hint: 'Hint' } as const;

/** What a screen reader says of a change, newest matter first; empty when it is nothing to interrupt for. */
export function announcementOf(before: RoomState, after: RoomState, seat: Seat): string {
  const said = [
    ...phaseChange(before, after, seat),
    ...interviewChange(before, after, seat),
    ...partnerChange(before, after, seat),
  ];
  return said.join(' ');
}

function phaseChange(before: RoomState, after: RoomState, seat: Seat): string[] {
  const { leftOut, alone, partner } = seatView(after, seat);
  if (leftOut && !before.rehearsal) return [`${partner.name} has turned the time into a rehearsal. You may leave.`];
  if (leftOut && after.phase.name !== 'closed') return [];
  if (alone && before.phase.name === 'rehearsal' && after.phase.name === 'rating') {
    return ['The rehearsal is over. Rate yourself.'];
  }
  return before.phase.name === after.phase.name ? [] : [PHASE_WORDS[after.phase.name]];
}

function interviewChange(before: RoomState, after: RoomState, seat: Seat): string[] {
  const { round, role, partner, leftOut } = seatView(after, seat);
  if (round === null || leftOut) return [];
  const [was, is] = [roundOf(before.records, round), roundOf(after.records, round)];
  if (role === 'interviewer') return is.hintAsked && !was.hintAsked ? [`${partner.name} asks for a hint.`] : [];
  const question = is.steps.length > was.steps.length ? is.steps.at(-1)?.question : undefined;
  const card = is.cards.length > was.cards.length ? is.cards.at(-1) : undefined;
  const fact = is.facts.length > was.facts.length ? is.facts.at(-1) : undefined;
  const second = is.cards.find(({ second }, index) => second && !was.cards[index]?.second)?.second;
  return [
    ...(question ? [`New question: ${question}`] : []),
    ...(card ? [`${CARD_WORDS[card.kind]}: ${card.say}`] : []),
    ...(second ? [`Follow-up: ${second.say}`] : []),
    ...(fact ? [`Fact: ${fact.text}`] : []),
  ];
}

function partnerChange(before: RoomState, after: RoomState, seat: Seat): string[] {
  const [was, is] = [seatView(before, seat).partner, seatView(after, seat).partner];
  const said: string[] = [];
  if (was.presence.present && !is.presence.present) said.push(`${is.name} is not here any more.`);
  if (!was.presence.present && is.presence.present) said.push(`${is.name} is here.`);
  const message = after.chat.length > before.chat.length ? after.chat.at(-1) : undefined;
  if (message && message.seat !== seat) said.push(`${is.name} writes: ${message.text}`);
  return said;
}
