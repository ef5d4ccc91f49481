import { stepsOf } from '../flow/steps.js';
import { flowOf, type DecideContext } from './decision.js';
import type { RoomEventBody } from './events.js';
import { SEATS, type RoomState, type RoundNumber } from './state.js';

/** The briefing of a round begins. */
export function startBriefing(state: RoomState, round: RoundNumber, now: number): RoomEventBody[] {
  return [{ type: 'briefingStarted', round, until: now + state.durations.briefing }];
}

/** The interview of a round begins, at its first step. */
export function startInterview(state: RoomState, round: RoundNumber, context: DecideContext): RoomEventBody[] {
  const flow = flowOf(state, round, context);
  const first = stepsOf(flow, state.length)[0];
  if (!first) throw new Error(`The flow ${flow.id} has no step for a ${state.length} interview`);
  const prompt = { title: flow.title, text: flow.prompt };
  return [
    { type: 'interviewStarted', round, until: context.now + state.durations.interview, prompt },
    { type: 'stepEntered', round, step: first.id, question: first.question, t: 0 },
  ];
}

/** The interview of a round is over and its rating begins. */
export function startRating(
  state: RoomState,
  round: RoundNumber,
  how: 'deadline' | 'agreed',
  now: number,
): RoomEventBody[] {
  return [
    { type: 'interviewEnded', round, how },
    { type: 'ratingStarted', round, until: now + state.durations.rating },
  ];
}

/** What follows the rating of a round: the seats swap, or the debrief. */
export function afterRating(state: RoomState, round: RoundNumber, context: DecideContext): RoomEventBody[] {
  if (round === 1) return startBriefing(state, 2, context.now);
  const [first, second] = [flowOf(state, 1, context), flowOf(state, 2, context)];
  return [
    {
      type: 'debriefStarted',
      until: context.now + state.durations.debrief,
      flows: [
        { id: first.id, version: first.version },
        { id: second.id, version: second.version },
      ],
    },
  ];
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
      return startRating(state, phase.round, 'deadline', context.now);
    case 'rating':
      return afterRating(state, phase.round, context);
    case 'debrief':
      return [{ type: 'closed', reason: 'completed' }];
    case 'closed':
      return [];
  }
}
