import { forSeat, type Evolvers } from './evolution.js';

type WordEvent = 'noteWritten' | 'said' | 'thanked' | 'problemReported';

/** Notes, chat and thanks. A reported problem stands in the log and changes nothing. */
export const wordEvolvers: Evolvers<WordEvent> = {
  noteWritten: (state, { seat, text }) => ({ ...state, notes: forSeat(state.notes, seat, text) }),
  said: (state, { id, seat, text }, { at }) => ({ ...state, chat: [...state.chat, { id, seat, text, at }] }),
  thanked: (state, { seat }) => ({ ...state, thanked: forSeat(state.thanked, seat, true) }),
  problemReported: (state) => state,
};
