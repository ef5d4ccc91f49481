import type { Card, Flow } from '../flow/flow.schema.js';
import { stepsOf } from '../flow/steps.js';
import { elapsed } from './clock.js';
import { flowOf, listed, refuse, requireRole, requireRound, type Deciders, type PeerContext } from './decision.js';
import { alone, drawHint } from './decide-rehearsal.js';
import { roundOf } from './seats.js';
import type { RoomState, RoundNumber, RoundRecord } from './state.js';

type InterviewCommand =
  'advanceStep' | 'returnToStep' | 'releaseFact' | 'playCard' | 'playSecondProbe' | 'giveHint' | 'askHint';

/** What the interviewer puts to the candidate, and the candidate's plea for a hint (rules 16 and 17). */
export const interviewDeciders: Deciders<InterviewCommand> = {
  advanceStep(state, { round, from }, context) {
    const { phase, flow, t } = walking(state, round, context);
    if (from !== phase.step) refuse('STALE_STEP', `The current step is ${phase.step}; advance from that one.`);
    const steps = stepsOf(flow, state.length);
    const next = steps[steps.findIndex((step) => step.id === from) + 1];
    if (!next) return refuse('LAST_STEP', LAST_STEP[phase.name]);
    return [{ type: 'stepEntered', round, step: next.id, question: next.question, t }];
  },

  returnToStep(state, { round, step }, context) {
    const { phase, record, t } = walking(state, round, context);
    if (step === phase.step) return [];
    const before = record.steps.find((visit) => visit.step === step);
    if (!before) {
      const visited = [...new Set(record.steps.map((visit) => visit.step))];
      return refuse('UNKNOWN_STEP', `Return to a step that was asked before: ${listed(visited)}.`);
    }
    return [{ type: 'stepEntered', round, step, question: before.question, t }];
  },

  releaseFact(state, { round, fact: id }, context) {
    const { flow, record, t } = asked(state, round, context);
    const fact = flow.facts.find((candidate) => candidate.id === id);
    if (!fact) return refuse('UNKNOWN_FACT', "Release one of this flow's facts.");
    if (record.facts.some((released) => released.fact === id)) refuse('ALREADY_PLAYED', 'This fact is out already.');
    return [{ type: 'factReleased', round, fact: id, text: fact.text, t }];
  },

  playCard(state, { round, card: id }, context) {
    const { flow, record, t } = asked(state, round, context);
    const card = cardOf(flow, id);
    if (card.kind === 'hint') refuse('HINT_BY_GIVE_HINT', 'This card is a hint: give it with giveHint.');
    requireUnplayed(record, id);
    return [{ type: 'cardPlayed', round, card: id, kind: card.kind, say: card.say, t }];
  },

  playSecondProbe(state, { round, card: id }, context) {
    const { flow, record, t } = asked(state, round, context);
    const { second } = cardOf(flow, id);
    const played = record.cards.find((candidate) => candidate.card === id);
    if (!second) return refuse('NO_SECOND_PROBE', 'This card has no second probe; play another card.');
    if (!played) return refuse('CARD_NOT_PLAYED', 'Play the card first; its second probe comes after it.');
    if (played.second) refuse('ALREADY_PLAYED', 'This second probe was put already.');
    return [{ type: 'secondProbePlayed', round, card: id, say: second, t }];
  },

  giveHint(state, { round, card: id }, context) {
    const { flow, record, t } = asked(state, round, context);
    const card = cardOf(flow, id);
    if (card.kind !== 'hint') refuse('NOT_A_HINT', 'This card is no hint: play it with playCard.');
    requireUnplayed(record, id);
    return [{ type: 'hintGiven', round, card: id, say: card.say, t }];
  },

  askHint(state, { round }, context) {
    const phase = requireRound(state, round, 'interview', 'rehearsal');
    requireRole(state, round, 'candidate', context);
    if (phase.name === 'rehearsal') return drawHint(state, phase, context);
    if (roundOf(state.records, round).hintAsked) return [];
    if (phase.pause) refuse('PAUSED', 'The interview is paused: resume it first.');
    return [{ type: 'hintAsked', round, t: elapsed(state, round, context.now) }];
  },
};

const LAST_STEP = {
  interview: 'This is the last step; propose to end the interview when you are done.',
  rehearsal: 'This is the last step; end the rehearsal when you are done.',
};

/** Who goes from step to step: the interviewer, or in a rehearsal the one who is there. */
function walking(state: RoomState, round: RoundNumber, context: PeerContext) {
  const phase = requireRound(state, round, 'interview', 'rehearsal');
  return phase.name === 'interview' ? asked(state, round, context) : alone(state, phase, context);
}

/** What the interviewer may do in a running interview, and what it takes to decide it. */
function asked(state: RoomState, round: RoundNumber, context: PeerContext) {
  const phase = requireRound(state, round, 'interview');
  requireRole(state, round, 'interviewer', context);
  if (phase.pause) refuse('PAUSED', 'The interview is paused: resume it first.');
  return {
    phase,
    flow: flowOf(state, round, context),
    record: roundOf(state.records, round),
    t: elapsed(state, round, context.now),
  };
}

function cardOf(flow: Flow, id: string): Card {
  return flow.cards.find((card) => card.id === id) ?? refuse('UNKNOWN_CARD', "Play one of this flow's cards.");
}

function requireUnplayed(record: RoundRecord, id: string): void {
  if (record.cards.some((played) => played.card === id)) {
    refuse('ALREADY_PLAYED', 'This card was played already; each is played once a round.');
  }
}
