import { finish } from './decide-seats.js';
import { requirePhase, type Deciders } from './decision.js';
import { notesRound, roundOf } from './seats.js';

/** Notes, chat, thanks, problems, and being done (rules 20, 22 and 29). */
export const wordDeciders: Deciders<'writeNote' | 'say' | 'thank' | 'finish' | 'reportProblem'> = {
  writeNote(state, { text }, { actor }) {
    requirePhase(state, 'briefing', 'interview', 'rating', 'debrief');
    return roundOf(state.notes, notesRound(state))[actor] === text ? [] : [{ type: 'noteWritten', seat: actor, text }];
  },

  say(_state, { text }, { actor, commandId }) {
    return [{ type: 'said', id: commandId, seat: actor, text }];
  },

  thank(state, _command, { actor }) {
    requirePhase(state, 'debrief');
    return state.thanked[actor] ? [] : [{ type: 'thanked', seat: actor }];
  },

  finish(state, _command, { actor }) {
    return finish(state, actor);
  },

  reportProblem(_state, { text }, { actor }) {
    return [{ type: 'problemReported', seat: actor, text }];
  },
};
