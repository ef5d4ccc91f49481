import type { Flow } from '../flow/flow.schema.js';
import { signalsOf } from '../flow/steps.js';
import type { Competency } from '../interview/competency.js';
import { elapsed } from './clock.js';
import { flowOf, listed, refuse, requireRole, requireRound, type Deciders, type PeerContext } from './decision.js';
import { roundOf } from './seats.js';
import type { MarkValue, Moment, RoomState, RoundNumber, RoundRecord } from './state.js';

type EvidenceCommand = 'markSignal' | 'clearMark' | 'addMoment' | 'editMoment' | 'removeMoment';

/** What the interviewer notes down as evidence, correctable until they have rated (rules 18, 19 and 21). */
export const evidenceDeciders: Deciders<EvidenceCommand> = {
  markSignal(state, { round, signal, mark, card }, context) {
    const { flow, record, t } = noting(state, round, context);
    requireSignal(flow, signal);
    requireCard(record, mark, card);
    const before = record.marks[signal];
    if (before?.mark === mark && before.card === card) return [];
    return [{ type: 'signalMarked', round, signal, mark, card, t }];
  },

  clearMark(state, { round, signal }, context) {
    const { flow, record } = noting(state, round, context);
    requireSignal(flow, signal);
    return record.marks[signal] ? [{ type: 'markCleared', round, signal }] : [];
  },

  addMoment(state, { round, momentId: id, side, competency, text, t: given }, context) {
    const { flow, record, t: now } = noting(state, round, context);
    requireExercised(flow, competency);
    const t = given ?? now;
    if (t > now) refuse('TIME_OUTSIDE_ROUND', `A moment lies between 0 and ${now} ms on the round's clock.`);
    const before = record.moments.find((moment) => moment.id === id);
    if (before && sameWords(before, { side, competency, text })) return [];
    if (before) refuse('CONFLICT', 'A moment with this id exists: edit it, or add one with an id of its own.');
    return [{ type: 'momentAdded', round, moment: { id, t, side, competency, text } }];
  },

  editMoment(state, { round, momentId, side, competency, text }, context) {
    const { flow, record } = noting(state, round, context);
    const before = momentOf(record, momentId);
    requireExercised(flow, competency);
    if (sameWords(before, { side, competency, text })) return [];
    return [{ type: 'momentEdited', round, moment: { ...before, side, competency, text } }];
  },

  removeMoment(state, { round, momentId }, context) {
    const { record } = noting(state, round, context);
    return [{ type: 'momentRemoved', round, id: momentOf(record, momentId).id }];
  },
};

/** The interviewer may note until their own sheet is in: then it may rest on what was noted (rule 21). */
function noting(state: RoomState, round: RoundNumber, context: PeerContext) {
  const phase = requireRound(state, round, 'interview', 'rating');
  requireRole(state, round, 'interviewer', context);
  if (phase.name === 'rating' && phase.submitted.peer) {
    refuse('ALREADY_SUBMITTED', 'Your rating is in: what it rests on stays as it is.');
  }
  return {
    flow: flowOf(state, round, context),
    record: roundOf(state.records, round),
    t: elapsed(state, round, context.now),
  };
}

function requireSignal(flow: Flow, id: string): void {
  if (!signalsOf(flow).some((signal) => signal.id === id)) refuse('UNKNOWN_SIGNAL', "Mark one of this flow's signals.");
}

function requireCard(record: RoundRecord, mark: MarkValue, card: string | null): void {
  if (mark !== 'after-card') {
    if (card !== null) refuse('MARK_NEEDS_CARD', 'A card is named with after-card and with no other mark.');
    return;
  }
  if (card === null) refuse('MARK_NEEDS_CARD', 'Name the card after which the signal came.');
  if (!record.cards.some((played) => played.card === card)) {
    refuse('CARD_NOT_PLAYED', 'Name a card that was played before.');
  }
}

function requireExercised(flow: Flow, competency: Competency): void {
  if (!flow.exercises.includes(competency)) {
    refuse('COMPETENCY_NOT_EXERCISED', `This flow exercises ${listed(flow.exercises)}.`);
  }
}

function momentOf(record: RoundRecord, id: string): Moment {
  return (
    record.moments.find((moment) => moment.id === id) ??
    refuse('UNKNOWN_MOMENT', 'There is no such moment in this round; it may have been removed.')
  );
}

function sameWords(a: Omit<Moment, 'id' | 't'>, b: Omit<Moment, 'id' | 't'>): boolean {
  return a.side === b.side && a.competency === b.competency && a.text === b.text;
}
