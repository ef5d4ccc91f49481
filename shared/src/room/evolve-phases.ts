import { enterPhase, forSeat, phaseOf, stopClock, withRecord, type Evolvers } from './evolution.js';
import type { RoomEventBody } from './events.js';
import type { Presence, RoomState, RoundRecord } from './state.js';

type PhaseEvent =
  | 'entered'
  | 'left'
  | 'seatReleased'
  | 'briefingStarted'
  | 'readyDeclared'
  | 'interviewStarted'
  | 'rehearsalStarted'
  | 'interviewEnded'
  | 'ratingStarted'
  | 'sheetSubmitted'
  | 'debriefStarted'
  | 'finished'
  | 'closed';

const AWAY: Presence = { present: false, entered: false, absentSince: null, released: false };
const PRESENT: Presence = { present: true, entered: true, absentSince: null, released: false };

/** A room as it opens. */
export function roomFrom(body: Extract<RoomEventBody, { type: 'opened' }>, at: number): RoomState {
  const { room, track, level, length, durations, peers, rounds, until } = body;
  return {
    id: room,
    seq: 1,
    at,
    openedAt: at,
    track,
    level,
    length,
    durations,
    peers,
    rounds,
    phase: { name: 'gathering', until },
    presence: { A: AWAY, B: AWAY },
    records: [emptyRecord(), emptyRecord()],
    chat: [],
    notes: [
      { A: '', B: '' },
      { A: '', B: '' },
    ],
    thanked: { A: false, B: false },
    debriefed: false,
    rehearsal: null,
  };
}

/** Who is here, and which phase it is. */
export const phaseEvolvers: Evolvers<PhaseEvent> = {
  entered: (state, { seat }) => ({ ...state, presence: forSeat(state.presence, seat, PRESENT) }),

  left: (state, { seat }, { at }) => ({
    ...state,
    presence: forSeat(state.presence, seat, { ...PRESENT, present: false, absentSince: at }),
  }),

  /** Who is gone is not ready any more, so that an interview does not begin without them. */
  seatReleased(state, { seat }) {
    const presence = forSeat(state.presence, seat, { ...state.presence[seat], released: true });
    const { phase } = state;
    if (phase.name !== 'briefing') return { ...state, presence };
    return { ...state, presence, phase: { ...phase, ready: forSeat(phase.ready, seat, false) } };
  },

  briefingStarted: (state, { round, until }) =>
    enterPhase(state, { name: 'briefing', round, until, ready: { A: false, B: false }, end: null }),

  readyDeclared(state, { seat }) {
    const phase = phaseOf(state, 'briefing');
    return { ...state, phase: { ...phase, ready: forSeat(phase.ready, seat, true) } };
  },

  interviewStarted(state, { round, until, prompt }, { at }) {
    const next = enterPhase(state, {
      name: 'interview',
      round,
      until,
      step: '',
      pause: null,
      extension: null,
      end: null,
    });
    return withRecord(next, round, () => ({ startedAt: at, prompt }));
  },

  /** An interview goes on where it stands; one that is not begun begins, and the partner's, if that was on, is over. */
  rehearsalStarted(state, { round, until, prompt }, { at }) {
    const { phase } = state;
    const { round: from } = phaseOf(state, 'briefing', 'interview');
    const goesOn = phase.name === 'interview' && from === round;
    const step = goesOn ? phase.step : '';
    const before = goesOn ? state : stopClock(state, at);
    const next = enterPhase({ ...before, rehearsal: { round, from } }, { name: 'rehearsal', round, until, step });
    return withRecord(next, round, ({ pausedMs }) =>
      goesOn ? { pausedMs: pausedMs + until - phase.until } : { startedAt: at, prompt },
    );
  },

  interviewEnded: (state, _body, { at }) => stopClock(state, at),

  ratingStarted: (state, { round, until }) =>
    enterPhase(state, { name: 'rating', round, until, submitted: { self: false, peer: false, interviewer: false } }),

  sheetSubmitted(state, { kind }) {
    const phase = phaseOf(state, 'rating');
    return { ...state, phase: { ...phase, submitted: { ...phase.submitted, [kind]: true } } };
  },

  debriefStarted(state, { until, flows }) {
    const next = enterPhase(state, { name: 'debrief', until, done: { A: false, B: false } });
    const [first, second] = state.rounds;
    return {
      ...next,
      debriefed: true,
      rounds: [
        { ...first, flow: flows[0] ?? first.flow },
        { ...second, flow: flows[1] ?? second.flow },
      ],
    };
  },

  finished(state, { seat }) {
    const phase = phaseOf(state, 'debrief');
    return { ...state, phase: { ...phase, done: forSeat(phase.done, seat, true) } };
  },

  closed: (state, { reason }, { at, by }) => enterPhase(stopClock(state, at), { name: 'closed', reason, at, by }),
};

function emptyRecord(): RoundRecord {
  return {
    startedAt: null,
    endedAt: null,
    prompt: null,
    steps: [],
    cards: [],
    facts: [],
    hintAsked: false,
    hintsAsked: 0,
    marks: {},
    moments: [],
    pausedMs: 0,
    extensions: 0,
  };
}
