import { leaveStep, phaseOf, withRecord, type Evolvers } from './evolution.js';

type InterviewEvent =
  | 'stepEntered'
  | 'factReleased'
  | 'cardPlayed'
  | 'secondProbePlayed'
  | 'hintAsked'
  | 'hintGiven'
  | 'paused'
  | 'resumed'
  | 'extensionProposed'
  | 'extensionAnswered'
  | 'extensionLapsed'
  | 'endProposed'
  | 'endAnswered'
  | 'endWithdrawn'
  | 'endLapsed';

/** What happens within an interview, and to its time. */
export const interviewEvolvers: Evolvers<InterviewEvent> = {
  stepEntered(state, { round, step, question, t }) {
    const next = { ...state, phase: { ...phaseOf(state, 'interview', 'rehearsal'), step } };
    return withRecord(next, round, (record) => ({
      steps: [...leaveStep(record, t), { step, question, enteredAt: t, leftAt: null }],
    }));
  },

  factReleased: (state, { round, fact, text, t }) =>
    withRecord(state, round, ({ facts }) => ({ facts: [...facts, { fact, text, t }] })),

  cardPlayed: (state, { round, card, kind, say, t }) =>
    withRecord(state, round, ({ cards }) => ({ cards: [...cards, { card, kind, say, t, second: null }] })),

  secondProbePlayed: (state, { round, card, say, t }) =>
    withRecord(state, round, ({ cards }) => ({
      cards: cards.map((played) => (played.card === card ? { ...played, second: { say, t } } : played)),
    })),

  hintAsked: (state, { round }) =>
    withRecord(state, round, ({ hintsAsked }) => ({ hintAsked: true, hintsAsked: hintsAsked + 1 })),

  hintGiven: (state, { round, card, say, t }) =>
    withRecord(state, round, ({ cards }) => ({
      cards: [...cards, { card, kind: 'hint', say, t, second: null }],
      hintAsked: false,
    })),

  paused: (state, { by, resumesAt }, { at }) => ({
    ...state,
    phase: { ...phaseOf(state, 'interview'), pause: { by, since: at, resumesAt } },
  }),

  /** By how much the deadline moved is by how much the clock stood still (rule 12). */
  resumed(state, { round, until }) {
    const phase = phaseOf(state, 'interview');
    const next = { ...state, phase: { ...phase, until, pause: null } };
    return withRecord(next, round, ({ pausedMs }) => ({ pausedMs: pausedMs + until - phase.until }));
  },

  extensionProposed: (state, { by, lapsesAt }) => ({
    ...state,
    phase: { ...phaseOf(state, 'interview'), extension: { by, lapsesAt } },
  }),

  extensionAnswered(state, { round, agree, until }) {
    const next = { ...state, phase: { ...phaseOf(state, 'interview'), until, extension: null } };
    return withRecord(next, round, ({ extensions }) => ({ extensions: extensions + (agree ? 1 : 0) }));
  },

  extensionLapsed: (state) => ({ ...state, phase: { ...phaseOf(state, 'interview'), extension: null } }),

  endProposed: (state, { by, scope, lapsesAt }) => ({
    ...state,
    phase: { ...phaseOf(state, 'briefing', 'interview'), end: { by, scope, lapsesAt } },
  }),

  endAnswered: (state) => ({ ...state, phase: { ...phaseOf(state, 'briefing', 'interview'), end: null } }),
  endWithdrawn: (state) => ({ ...state, phase: { ...phaseOf(state, 'briefing', 'interview'), end: null } }),
  endLapsed: (state) => ({ ...state, phase: { ...phaseOf(state, 'briefing', 'interview'), end: null } }),
};
