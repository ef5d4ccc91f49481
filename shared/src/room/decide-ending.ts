import { refuse, requireRound, type Deciders } from './decision.js';
import type { RoomEventBody } from './events.js';
import { startRating } from './succession.js';
import type { EndProposal, EndScope, RoomState, RoundNumber } from './state.js';

/** Ending before the time, which takes both (rule 14). */
export const endingDeciders: Deciders<'proposeEnd' | 'answerEnd' | 'withdrawEnd'> = {
  proposeEnd(state, { round, scope }, { actor, now }) {
    const phase = requireRound(state, round, 'briefing', 'interview');
    if (phase.name === 'briefing' && scope === 'interview') {
      refuse('WRONG_PHASE', 'The interview has not begun: propose to end the session, or to void it.');
    }
    const standing = standingProposal(phase.end, now);
    if (standing?.by === actor && standing.scope === scope) return [];
    if (standing?.by === actor) refuse('PROPOSAL_PENDING', 'Withdraw what you proposed before, then propose this.');
    if (standing) refuse('PROPOSAL_PENDING', 'Your partner has proposed to end: answer it.');
    const lapsed: RoomEventBody[] = phase.end ? [{ type: 'endLapsed', round }] : [];
    const lapsesAt = now + state.durations.proposalLapse;
    return [...lapsed, { type: 'endProposed', round, by: actor, scope, lapsesAt }];
  },

  answerEnd(state, { round, agree }, { actor, now }) {
    const phase = requireRound(state, round, 'briefing', 'interview');
    const standing = standingProposal(phase.end, now);
    if (!standing) return refuse('NO_PROPOSAL', 'Nobody has proposed to end; you may propose it.');
    if (standing.by === actor) refuse('OWN_PROPOSAL', 'Your partner answers what you proposed; you may withdraw it.');
    const answered: RoomEventBody = { type: 'endAnswered', round, agree };
    return agree ? [answered, ...agreed(state, round, standing.scope, now)] : [answered];
  },

  withdrawEnd(state, { round }, { actor }) {
    const { end } = requireRound(state, round, 'briefing', 'interview');
    if (!end) return [];
    if (end.by !== actor) refuse('WRONG_SEAT', 'Only who proposed may withdraw: answer it instead.');
    return [{ type: 'endWithdrawn', round }];
  },
};

function agreed(state: RoomState, round: RoundNumber, scope: EndScope, now: number): RoomEventBody[] {
  if (scope === 'interview') return startRating(state, round, 'agreed', now);
  return [{ type: 'closed', reason: scope === 'void' ? 'void' : 'ended-early' }];
}

function standingProposal(end: EndProposal | null, now: number): EndProposal | null {
  return end && now < end.lapsesAt ? end : null;
}
