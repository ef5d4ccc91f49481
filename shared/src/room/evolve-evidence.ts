import { withRecord, type Evolvers } from './evolution.js';
import type { SignalMark } from './state.js';

type EvidenceEvent = 'signalMarked' | 'markCleared' | 'momentAdded' | 'momentEdited' | 'momentRemoved';

/** The interviewer's evidence: the last mark of a signal counts (rule 18). */
export const evidenceEvolvers: Evolvers<EvidenceEvent> = {
  signalMarked: (state, { round, signal, mark, card, t }) =>
    withRecord(state, round, ({ marks }) => ({ marks: { ...marks, [signal]: { mark, card, t } } })),

  markCleared: (state, { round, signal }) =>
    withRecord(state, round, ({ marks }) => ({ marks: without(marks, signal) })),

  momentAdded: (state, { round, moment }) =>
    withRecord(state, round, ({ moments }) => ({ moments: [...moments, moment] })),

  momentEdited: (state, { round, moment }) =>
    withRecord(state, round, ({ moments }) => ({
      moments: moments.map((before) => (before.id === moment.id ? moment : before)),
    })),

  momentRemoved: (state, { round, id }) =>
    withRecord(state, round, ({ moments }) => ({ moments: moments.filter((moment) => moment.id !== id) })),
};

function without(marks: Record<string, SignalMark>, signal: string): Record<string, SignalMark> {
  return Object.fromEntries(Object.entries(marks).filter(([id]) => id !== signal));
}
