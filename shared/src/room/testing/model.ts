import fc from 'fast-check';
import type { RoomCommand } from '../commands.js';
import { rehearserOf } from '../rehearsal.js';
import { partnerOf } from '../seats.js';
import {
  END_SCOPES,
  MARKS,
  SHEET_KINDS,
  type Durations,
  type RoomState,
  type RoundNumber,
  type Seat,
} from '../state.js';
import type { Flow } from '../../flow/flow.schema.js';
import { uuid } from './room.story.js';

/** What may happen next in a run; which command it is depends on the state in which it is sent. */
export interface Move {
  who: Seat;
  /** Picks the kind of command: mostly one that fits the phase, sometimes any. */
  kind: number;
  any: boolean;
  /** Picks what it names. */
  pick: number;
  /** Picks what it says. */
  say: number;
  /** Names the other round, as a message of long ago would. */
  stale: boolean;
  network: 'deliver' | 'hold' | 'drop' | 'twice' | 'again';
  /** Milliseconds that pass before; `-1`: until the next deadline; less than that: a clock that is behind. */
  passes: number;
  /** The deadlines that are due by then come true, or are late. */
  attended: boolean;
}

const passes = fc.oneof(
  { weight: 55, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
  { weight: 30, arbitrary: fc.integer({ min: 2_000, max: 8_000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 8_000, max: 60_000 }) },
  { weight: 2, arbitrary: fc.constant(-1) },
  { weight: 9, arbitrary: fc.integer({ min: -300, max: -2 }) },
);

/** Times that let some three hundred moves go through a whole room. */
export const BRISK: Durations = {
  gathering: 60_000,
  briefing: 90_000,
  interview: 420_000,
  rating: 120_000,
  debrief: 120_000,
  pauseLimit: 40_000,
  pauseTotal: 70_000,
  extension: 60_000,
  extensionsMax: 2,
  seatHold: 25_000,
  proposalLapse: 15_000,
};

const move: fc.Arbitrary<Move> = fc.record({
  who: fc.constantFrom<Seat>('A', 'B'),
  kind: fc.nat(9_999),
  any: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  pick: fc.nat(9_999),
  say: fc.nat(9_999),
  stale: fc.integer({ min: 0, max: 24 }).map((n) => n === 0),
  network: fc.constantFrom<Move['network']>(
    ...([
      'deliver',
      'deliver',
      'deliver',
      'deliver',
      'deliver',
      'deliver',
      'deliver',
      'hold',
      'hold',
      'drop',
      'twice',
      'again',
    ] as const),
  ),
  passes,
  attended: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
});

/** Between 200 and 400 moves, all kinds alike. A failure names its move, so that nothing is won by shrinking. */
export const moves = fc.noShrink(fc.array(fc.noBias(move), { minLength: 200, maxLength: 400, size: 'max' }));

type Kind = Exclude<RoomCommand['type'], 'expire'>;

const ALWAYS: Kind[] = ['say', 'writeNote'];

const FITTING: Record<RoomState['phase']['name'], Kind[]> = {
  gathering: ['enter', 'enter', 'enter', 'enter', 'leave', 'say'],
  briefing: [...ALWAYS, 'declareReady', 'declareReady', 'proposeEnd', 'answerEnd', 'withdrawEnd', 'reportProblem'],
  interview: [
    ...ALWAYS,
    ...([
      'advanceStep',
      'advanceStep',
      'returnToStep',
      'releaseFact',
      'playCard',
      'playCard',
      'playSecondProbe',
    ] as const),
    ...(['giveHint', 'askHint', 'markSignal', 'markSignal', 'clearMark', 'addMoment', 'editMoment'] as const),
    ...(['removeMoment', 'pause', 'resume', 'resume', 'proposeExtension', 'answerExtension'] as const),
    ...(['proposeEnd', 'answerEnd', 'withdrawEnd'] as const),
  ],
  rehearsal: [
    ...ALWAYS,
    ...(['advanceStep', 'advanceStep', 'returnToStep', 'drawCard', 'drawCard', 'drawCard', 'askHint'] as const),
    ...(['endRehearsal', 'playCard', 'pause', 'proposeEnd'] as const),
  ],
  rating: [
    ...ALWAYS,
    'submitSheet',
    'submitSheet',
    'submitSheet',
    'markSignal',
    'addMoment',
    'editMoment',
    'removeMoment',
  ],
  debrief: [...ALWAYS, ...ALWAYS, 'thank', 'finish'],
  closed: [...ALWAYS, 'advanceStep', 'submitSheet'],
};

const ANY: Kind[] = [
  ...new Set(Object.values(FITTING).flat()),
  ...new Set(Object.values(FITTING).flat()),
  'leaveForGood',
  'endWithoutPartner',
  'endWithoutPartner',
];

/** The command that a peer sends in this state: mostly one that could be accepted. */
export function commandFor(state: RoomState, flows: readonly [Flow, Flow], move: Move): RoomCommand {
  const { phase } = state;
  const type = choose(
    move.any ? ANY : [...FITTING[phase.name], ...pending(state), ...withoutPartner(state), ...comingAndGoing(state)],
    move.kind,
  );
  const current: RoundNumber = 'round' in phase ? phase.round : 1;
  const round: RoundNumber = move.stale ? (current === 1 ? 2 : 1) : current;
  return build(type, state, round, flows[round - 1] ?? flows[0], move);
}

/** Who has waited long enough goes on alone, more often than not. */
function withoutPartner({ phase, presence }: RoomState): Kind[] {
  const alone = presence.A.released !== presence.B.released;
  if (!alone || (phase.name !== 'briefing' && phase.name !== 'interview')) return [];
  return Array<Kind>(20).fill('rehearse');
}

/** What waits for an answer is answered more often than not. */
function pending({ phase }: RoomState): Kind[] {
  const end: Kind[] =
    'end' in phase && phase.end ? ['answerEnd', 'answerEnd', 'answerEnd', 'withdrawEnd', 'withdrawEnd'] : [];
  const extension = phase.name === 'interview' && phase.extension !== null;
  return extension ? [...end, ...Array<Kind>(12).fill('answerExtension')] : end;
}

/** Whoever is here may lose the connection; whoever is not, mostly comes back. */
function comingAndGoing({ presence }: RoomState): Kind[] {
  return presence.A.present && presence.B.present ? ['leave'] : ['enter', 'enter', 'enter'];
}

/** Who would send it: the right seat, mostly. */
export function senderOf(state: RoomState, command: RoomCommand, move: Move): Seat {
  if (command.type === 'enter') return state.presence.A.present ? 'B' : 'A';
  if (move.any || !('round' in command)) return move.who;
  const { phase } = state;
  if (command.type === 'rehearse') return state.presence.A.released ? 'B' : 'A';
  if (state.rehearsal && move.say % 8 > 0) return rehearserOf(state) ?? move.who;
  const proposer = 'end' in phase ? phase.end?.by : undefined;
  if (command.type === 'withdrawEnd' && proposer) return proposer;
  if (command.type === 'answerEnd' && proposer) return partnerOf(proposer);
  if (command.type === 'answerExtension' && phase.name === 'interview' && phase.extension) {
    return partnerOf(phase.extension.by);
  }
  const { interviewer, candidate } = state.rounds[command.round === 1 ? 0 : 1];
  if (command.type === 'askHint') return candidate;
  if (command.type === 'submitSheet') return command.kind === 'peer' ? interviewer : candidate;
  return INTERVIEWERS.has(command.type) ? interviewer : move.who;
}

const INTERVIEWERS = new Set<RoomCommand['type']>([
  ...(['advanceStep', 'returnToStep', 'releaseFact', 'playCard', 'playSecondProbe', 'giveHint'] as const),
  ...(['markSignal', 'clearMark', 'addMoment', 'editMoment', 'removeMoment'] as const),
]);

function build(type: Kind, state: RoomState, round: RoundNumber, flow: Flow, { pick, say }: Move): RoomCommand {
  const record = state.records[round === 1 ? 0 : 1];
  const card = choose(flow.cards, pick).id;
  const played = record.cards.length > 0 ? choose(record.cards, pick).card : card;
  const hints = flow.cards.filter(({ kind }) => kind === 'hint');
  const signals = flow.steps.flatMap((step) => step.signals);
  const signal = choose(signals, pick).id;
  const step = 'step' in state.phase ? state.phase.step : choose(flow.steps, pick).id;
  const moment = {
    momentId: uuid(500 + (pick % 12)),
    side: say % 2 === 0 ? ('strong' as const) : ('weak' as const),
    competency: choose([...flow.exercises, 'delivery' as const], say),
    text: `tok-secret-moment-${say}`,
  };
  const known = record.moments.length > 0 && say % 5 > 0 ? choose(record.moments, pick).id : moment.momentId;
  switch (type) {
    case 'declareReady':
    case 'askHint':
    case 'rehearse':
    case 'drawCard':
    case 'endRehearsal':
    case 'pause':
    case 'resume':
    case 'proposeExtension':
    case 'withdrawEnd':
      return { type, round };
    case 'advanceStep':
      return { type, round, from: say % 10 === 0 ? choose(flow.steps, pick).id : step };
    case 'returnToStep':
      return { type, round, step: choose(flow.steps, pick).id };
    case 'releaseFact':
      return { type, round, fact: choose(flow.facts, pick).id };
    case 'playCard':
      return { type, round, card };
    case 'giveHint':
      return { type, round, card: say % 5 > 0 ? choose(hints, pick).id : card };
    case 'playSecondProbe':
      return { type, round, card: played };
    case 'markSignal': {
      const mark = choose(MARKS, say);
      return { type, round, signal, mark, card: mark === 'after-card' ? choose([played, card, null], say >> 2) : null };
    }
    case 'clearMark':
      return { type, round, signal };
    case 'addMoment':
      return { type, round, ...moment, ...(say % 3 === 0 ? { t: pick * 200 } : {}) };
    case 'editMoment':
      return { type, round, ...moment, momentId: known };
    case 'removeMoment':
      return { type, round, momentId: known };
    case 'writeNote':
      return { type, text: `tok-secret-note-${say % 50}` };
    case 'say':
    case 'reportProblem':
      return { type, text: `Hello ${say}` };
    case 'answerExtension':
      return { type, round, agree: say % 2 === 0 };
    case 'answerEnd':
      return { type, round, agree: say % 12 === 0 };
    case 'proposeEnd':
      return { type, round, scope: choose(END_SCOPES, say % 6 < 4 ? 0 : say) };
    case 'submitSheet':
      return { type, round, kind: choose(SHEET_KINDS, pick) };
    default:
      return { type };
  }
}

function choose<T>(from: readonly T[], pick: number): T {
  const chosen = from[pick % from.length];
  if (chosen === undefined) throw new Error('Nothing to choose from');
  return chosen;
}
