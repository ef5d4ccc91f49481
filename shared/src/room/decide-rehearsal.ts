import type { Card } from '../flow/flow.schema.js';
import { elapsed, timeLeft } from './clock.js';
import type { RoomCommand } from './commands.js';
import { requireAlone } from './decide-seats.js';
import { flowOf, refuse, requireRound, type DecideContext, type Deciders } from './decision.js';
import type { RoomEventBody } from './events.js';
import { isLeftOut, ownRound } from './rehearsal.js';
import { roundOf } from './seats.js';
import { startRating, startRehearsal } from './succession.js';
import type { Phase, RoomState, RoundRecord, Seat } from './state.js';

type Rehearsing = Extract<Phase, { name: 'rehearsal' }>;

/** Going on alone, where the partner does not come back (rule 9). */
export const rehearsalDeciders: Deciders<'rehearse' | 'drawCard' | 'endRehearsal'> = {
  rehearse(state, { round }, context) {
    const { actor, now } = context;
    const phase = requireRound(state, round, 'briefing', 'interview');
    const release = requireAlone(state, actor, now);
    const own = ownRound(state, actor);
    if (own === null) {
      return refuse('NOTHING_TO_REHEARSE', 'Your own interview is over: wait for your partner, or end without them.');
    }
    if (timeLeft(state, now) === 0) {
      refuse('WRONG_PHASE', `The time of this ${phase.name} is up; what comes next begins by itself.`);
    }
    return [...release, ...startRehearsal(state, own, context)];
  },

  drawCard(state, { round }, context) {
    const { phase, flow, record, t } = alone(state, requireRound(state, round, 'rehearsal'), context);
    const card = nextCard(flow.cards, phase.step, record, ['follow-up', 'twist']);
    if (!card) return refuse('NO_CARD_LEFT', 'No follow-up is left for this step; go on to the next one.');
    return [{ type: 'cardPlayed', round, card: card.id, kind: card.kind, say: card.say, t }];
  },

  endRehearsal(state, { round }, { now }) {
    requireRound(state, round, 'rehearsal');
    return startRating(state, round, 'alone', now);
  },
};

/** Once it is a rehearsal, the other may come, go and leave, and nothing else. */
export function requireRehearser(state: RoomState, { type }: RoomCommand, actor: Seat): void {
  if (!isLeftOut(state, actor) || type === 'enter' || type === 'leave' || type === 'leaveForGood') return;
  refuse('WRONG_SEAT', 'Your partner has turned the time into a rehearsal of their own; you may leave.');
}

/** What it takes to decide something in a rehearsal; its candidate is the only one whose commands get so far. */
export function alone(state: RoomState, phase: Rehearsing, context: DecideContext) {
  const { round } = phase;
  return {
    phase,
    flow: flowOf(state, round, context),
    record: roundOf(state.records, round),
    t: elapsed(state, round, context.now),
  };
}

/** The next hint of this step, given as soon as it is asked for. */
export function drawHint(state: RoomState, phase: Rehearsing, context: DecideContext): RoomEventBody[] {
  const { round } = phase;
  const { flow, record, t } = alone(state, phase, context);
  const hint = nextCard(flow.cards, phase.step, record, ['hint']);
  if (!hint) return refuse('NO_HINT_LEFT', 'No hint is left for this step; say what you would try, or go on.');
  const asked: RoomEventBody[] = record.hintAsked ? [] : [{ type: 'hintAsked', round, t }];
  return [...asked, { type: 'hintGiven', round, card: hint.id, say: hint.say, t }];
}

/**
 * The first card in the flow's order that fits the step and was not played. Nothing is marked in a rehearsal: of its
 * conditions only the step, and the card that it comes after, are looked at.
 */
function nextCard(
  cards: readonly Card[],
  step: string,
  record: RoundRecord,
  kinds: readonly Card['kind'][],
): Card | undefined {
  const played = (id: string) => record.cards.some(({ card }) => card === id);
  return cards.find(
    ({ id, kind, when }) =>
      kinds.includes(kind) &&
      !played(id) &&
      (when.steps?.includes(step) ?? true) &&
      (when.afterCard === undefined || played(when.afterCard)),
  );
}
