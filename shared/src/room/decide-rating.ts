import { refuse, requireRound, type Deciders } from './decision.js';
import type { RoomEventBody } from './events.js';
import { roleIn } from './seats.js';
import { afterRating } from './succession.js';
import { SHEET_KINDS, type SheetKind } from './state.js';

/** Who writes which sheet (rule 26). */
export const AUTHOR_OF: Record<SheetKind, 'interviewer' | 'candidate'> = {
  self: 'candidate',
  peer: 'interviewer',
  interviewer: 'candidate',
};

/** That a sheet is in; what it says is no business of the room (rules 23, 26 and 27). */
export const ratingDeciders: Deciders<'submitSheet'> = {
  submitSheet(state, { round, kind }, context) {
    const { submitted } = requireRound(state, round, 'rating');
    if (roleIn(state.rounds, round, context.actor) !== AUTHOR_OF[kind]) {
      refuse('NOT_YOUR_SHEET', `The ${AUTHOR_OF[kind]} of round ${round} writes this sheet.`);
    }
    if (state.rehearsal && kind !== 'self')
      refuse('NOT_YOUR_SHEET', 'A rehearsal is rated by its candidate alone: submit the self sheet.');
    if (submitted[kind]) refuse('ALREADY_SUBMITTED', 'This sheet is in and final.');
    if (kind === 'interviewer' && !submitted.self) {
      refuse('SELF_FIRST', 'Rate yourself first; then rate your interviewer.');
    }
    const event: RoomEventBody = { type: 'sheetSubmitted', round, seat: context.actor, kind };
    const owed = state.rehearsal ? (['self'] as const) : SHEET_KINDS;
    const allIn = owed.every((each) => each === kind || submitted[each]);
    return allIn ? [event, ...afterRating(state, round, context)] : [event];
  },
};
