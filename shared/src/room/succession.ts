import type { FlowRef } from '../flow/flow.schema.js';
import { stepsOf } from '../flow/steps.js';
import { pauseLength } from './clock.js';
import { flowOf, type DecideContext } from './decision.js';
import type { RoomEventBody } from './events.js';
import { reasonAtTheEnd, wasHeld } from './rehearsal.js';
import { SEATS, type RoomState, type RoundNumber } from './state.js';

/** The briefing of a round begins. */
export function startBriefing(state: RoomState, round: RoundNumber, now: number): RoomEventBody[] {
  return [{ type: 'briefingStarted', round, until: now + state.durations.briefing }];
}

/** The interview of a round begins, at its first step. */
export function startInterview(state: RoomState, round: RoundNumber, context: DecideContext): RoomEventBody[] {
  const flow = flowOf(state, round, context);
  const prompt = { title: flow.title, text: flow.prompt };
  return [
    { type: 'interviewStarted', round, until: context.now + state.durations.interview, prompt },
    firstStep(state, round, context),
  ];
}

/** The peer who is still here goes on alone: where their interview stands, or from its beginning (rule 9). */
export function startRehearsal(state: RoomState, round: RoundNumber, context: DecideContext): RoomEventBody[] {
  const { phase, durations } = state;
  const { title, prompt: text } = flowOf(state, round, context);
  const prompt = { title, text };
  if (phase.name === 'interview' && phase.round === round) {
    const pausing = phase.pause ? pauseLength(phase.pause, context.now) : 0;
    return [{ type: 'rehearsalStarted', round, until: phase.until + pausing, prompt }];
  }
  const until = context.now + durations.interview;
  return [{ type: 'rehearsalStarted', round, until, prompt }, firstStep(state, round, context)];
}

/** The interview of a round is over and its rating begins. */
export function startRating(
  state: RoomState,
  round: RoundNumber,
  how: 'deadline' | 'agreed' | 'alone',
  now: number,
): RoomEventBody[] {
  return [
    { type: 'interviewEnded', round, how },
    { type: 'ratingStarted', round, until: now + state.durations.rating },
  ];
}

/** What follows the rating of a round: the seats swap, or the debrief. */
export function afterRating(state: RoomState, round: RoundNumber, context: DecideContext): RoomEventBody[] {
  if (round === 1 && !state.rehearsal) return startBriefing(state, 2, context.now);
  return [
    {
      type: 'debriefStarted',
      until: context.now + state.durations.debrief,
      flows: [openedFlow(state, 1, context), openedFlow(state, 2, context)],
    },
  ];
}

function firstStep(state: RoomState, round: RoundNumber, context: DecideContext): RoomEventBody {
  const flow = flowOf(state, round, context);
  const first = stepsOf(flow, state.length)[0];
  if (!first) throw new Error(`The flow ${flow.id} has no step for a ${state.length} interview`);
  return { type: 'stepEntered', round, step: first.id, question: first.question, t: 0 };
}

function openedFlow(state: RoomState, round: RoundNumber, context: DecideContext): FlowRef | null {
  if (!wasHeld(state, round)) return null;
  const { id, version } = flowOf(state, round, context);
  return { id, version };
}

/** The current phase has run out of time (rule 11). */
export function phaseRanOut(state: RoomState, context: DecideContext): RoomEventBody[] {
  const { phase } = state;
  switch (phase.name) {
    case 'gathering':
      return [{ type: 'closed', reason: 'no-show' }];
    case 'briefing':
      return SEATS.some((seat) => state.presence[seat].released)
        ? [{ type: 'closed', reason: 'abandoned' }]
        : startInterview(state, phase.round, context);
    case 'interview':
    case 'rehearsal':
      return startRating(state, phase.round, 'deadline', context.now);
    case 'rating':
      return afterRating(state, phase.round, context);
    case 'debrief':
      return [{ type: 'closed', reason: reasonAtTheEnd(state) }];
    case 'closed':
      return [];
  }
}
