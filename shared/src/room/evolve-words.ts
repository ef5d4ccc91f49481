import { forSeat, type Evolvers } from './evolution.js';
import { notesRound } from './seats.js';
import type { RoomState } from './state.js';

type WordEvent = 'noteWritten' | 'said' | 'thanked' | 'problemReported';

/** Notes, chat and thanks. A reported problem stands in the log and changes nothing. */
export const wordEvolvers: Evolvers<WordEvent> = {
  noteWritten(state, { seat, text }) {
    const [first, second] = state.notes;
    const notes: RoomState['notes'] =
      notesRound(state) === 1 ? [forSeat(first, seat, text), second] : [first, forSeat(second, seat, text)];
    return { ...state, notes };
  },
  said: (state, { id, seat, text }, { at }) => ({ ...state, chat: [...state.chat, { id, seat, text, at }] }),
  thanked: (state, { seat }) => ({ ...state, thanked: forSeat(state.thanked, seat, true) }),
  problemReported: (state) => state,
};
