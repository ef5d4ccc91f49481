import { pauseBudget, pauseLength } from './clock.js';
import { deadlinesOf, type Deadline } from './deadlines.js';
import { releaseSeat } from './decide-seats.js';
import { isPhase, refuse, requireRound, type DecideContext, type Deciders } from './decision.js';
import type { RoomEventBody } from './events.js';
import { roundOf } from './seats.js';
import { phaseRanOut } from './succession.js';
import type { Actor, Phase, RoomState } from './state.js';

type Interview = Extract<Phase, { name: 'interview' }>;

/** Pauses and extensions (rules 12 and 13). */
export const timeDeciders: Deciders<'pause' | 'resume' | 'proposeExtension' | 'answerExtension'> = {
  pause(state, { round }, { actor, now }) {
    const phase = requireRound(state, round, 'interview');
    if (phase.pause) return [];
    if (now >= phase.until) refuse('WRONG_PHASE', 'The time of this interview is up; its rating is about to begin.');
    const budget = pauseBudget(state, round);
    if (budget === 0) refuse('PAUSE_USED_UP', 'The pauses of this round are used up; the clock goes on.');
    return [{ type: 'paused', round, by: actor, resumesAt: now + Math.min(state.durations.pauseLimit, budget) }];
  },

  resume(state, { round }, { actor, now }) {
    return resume(requireRound(state, round, 'interview'), actor, now);
  },

  proposeExtension(state, { round }, { actor, now }) {
    const phase = requireRound(state, round, 'interview');
    const standing = standingExtension(phase, now);
    if (standing?.by === actor) return [];
    if (standing) refuse('PROPOSAL_PENDING', 'Your partner has proposed an extension: answer it.');
    if (roundOf(state.records, round).extensions >= state.durations.extensionsMax) {
      refuse('NO_EXTENSION_LEFT', `A round can be extended ${state.durations.extensionsMax} times.`);
    }
    const lapsed: RoomEventBody[] = phase.extension ? [{ type: 'extensionLapsed', round }] : [];
    return [...lapsed, { type: 'extensionProposed', round, by: actor, lapsesAt: now + state.durations.proposalLapse }];
  },

  answerExtension(state, { round, agree }, { actor, now }) {
    const phase = requireRound(state, round, 'interview');
    const standing = standingExtension(phase, now);
    if (!standing) return refuse('NO_PROPOSAL', 'No extension is proposed; you may propose one.');
    if (standing.by === actor) refuse('OWN_PROPOSAL', 'Your partner answers what you proposed.');
    const until = agree ? phase.until + state.durations.extension : phase.until;
    return [{ type: 'extensionAnswered', round, agree, until }];
  },
};

/** A deadline is due. One that no longer stands, or is not due yet, is of no interest (rule 11). */
export function decideExpiry(state: RoomState, key: string, context: DecideContext): RoomEventBody[] {
  const deadline = deadlinesOf(state).find((standing) => standing.key === key && standing.at <= context.now);
  return deadline ? expire(state, deadline, context) : [];
}

function expire(state: RoomState, deadline: Deadline, context: DecideContext): RoomEventBody[] {
  const { phase } = state;
  if (deadline.kind === 'phase') return phaseRanOut(state, context);
  if (deadline.kind === 'seat') return releaseSeat(state, deadline.seat);
  if (deadline.kind === 'pause') {
    return isPhase(phase, 'interview') ? resume(phase, context.actor, context.now) : [];
  }
  if (!isPhase(phase, 'briefing', 'interview')) return [];
  return [{ type: deadline.kind === 'end' ? 'endLapsed' : 'extensionLapsed', round: phase.round }];
}

/** The deadline moves on by the pause's length, at most by what the pause could last (rule 12). */
function resume(phase: Interview, by: Actor, now: number): RoomEventBody[] {
  if (!phase.pause) return [];
  return [{ type: 'resumed', round: phase.round, by, until: phase.until + pauseLength(phase.pause, now) }];
}

function standingExtension({ extension }: Interview, now: number): Interview['extension'] {
  return extension && now < extension.lapsesAt ? extension : null;
}
