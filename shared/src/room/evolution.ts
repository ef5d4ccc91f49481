import { pauseLength } from './clock.js';
import { isPhase } from './decision.js';
import type { RoomEvent, RoomEventBody } from './events.js';
import { mayFollow, stageOf } from './transitions.js';
import type { Both, Phase, PhaseName, RoomState, RoundNumber, RoundRecord, Seat } from './state.js';

type BodyOf = { [B in RoomEventBody as B['type']]: B };
type PhaseOf<N extends PhaseName> = Extract<Phase, { name: N }>;

/** Folds one kind of event; number and time are seen to by `evolve`. */
export type Evolvers<T extends RoomEventBody['type']> = {
  [K in T]: (state: RoomState, body: BodyOf[K], event: RoomEvent) => RoomState;
};

/** The current phase, which must be one of these for the event to be possible. */
export function phaseOf<N extends PhaseName>(state: RoomState, ...names: N[]): PhaseOf<N> {
  if (!isPhase(state.phase, ...names))
    throw new Error(`Impossible in ${state.phase.name}: needs ${names.join(' or ')}`);
  return state.phase;
}

/** Goes on to another phase, if the table of transitions allows it. */
export function enterPhase(state: RoomState, phase: Phase): RoomState {
  if (!mayFollow(state.phase, phase)) throw new Error(`${stageOf(phase)} cannot follow ${stageOf(state.phase)}`);
  return { ...state, phase };
}

/** Changes one seat's part of something that both have. */
export function forSeat<T>(both: Both<T>, seat: Seat, value: T): Both<T> {
  return { ...both, [seat]: value };
}

/** Changes the record of one round. */
export function withRecord(
  state: RoomState,
  round: RoundNumber,
  change: (record: RoundRecord) => Partial<RoundRecord>,
): RoomState {
  const [first, second] = state.records;
  return round === 1
    ? { ...state, records: [{ ...first, ...change(first) }, second] }
    : { ...state, records: [first, { ...second, ...change(second) }] };
}

/** Stops the round's clock where the interview ended: never later than its deadline; a running pause ends with it. */
export function stopClock(state: RoomState, at: number): RoomState {
  const { phase } = state;
  if (phase.name !== 'interview' && phase.name !== 'rehearsal') return state;
  const pausing = phase.name === 'interview' && phase.pause ? pauseLength(phase.pause, at) : 0;
  const until = phase.until + pausing;
  const endedAt = Math.min(at, until);
  const stopped: Phase = phase.name === 'interview' ? { ...phase, until, pause: null } : phase;
  return withRecord({ ...state, phase: stopped }, phase.round, (record) => {
    if (record.startedAt === null || record.endedAt !== null) return {};
    const pausedMs = record.pausedMs + pausing;
    return { endedAt, pausedMs, steps: leaveStep(record, endedAt - record.startedAt - pausedMs) };
  });
}

/** The visits with the current one ended at `t`, milliseconds on the round's clock. */
export function leaveStep({ steps }: RoundRecord, t: number): RoundRecord['steps'] {
  return steps.map((visit) => (visit.leftAt === null ? { ...visit, leftAt: t } : visit));
}
