import type { ErrorCode } from '../contract/errors.js';
import type { Flow } from '../flow/flow.schema.js';
import type { RoomCommand } from './commands.js';
import type { RoomEventBody } from './events.js';
import { roleIn, roundOf } from './seats.js';
import type { Actor, Phase, PhaseName, RoomState, RoundNumber, Seat } from './state.js';

/**
 * What a command leads to. Accepted without events means that it was true already, or is of no interest any more.
 * The message of a refusal says what would be accepted (rule 3).
 */
export type Decision = { ok: true; events: RoomEventBody[] } | { ok: false; code: ErrorCode; message: string };

/** Everything that a decision depends on beside the state and the command. */
export interface DecideContext {
  actor: Actor;
  /** Epoch milliseconds; taken as the state's own time if it lies before it. */
  now: number;
  /** Made by the client; a chat message is known by it. */
  commandId: string;
  /** Of round 1 and of round 2, in the versions that the room pins. */
  flows: [Flow, Flow];
}

/** The same, once it is known that a peer sent it. */
export interface PeerContext extends DecideContext {
  actor: Seat;
}

type CommandOf = { [C in RoomCommand as C['type']]: C };
type PhaseOf<N extends PhaseName> = Extract<Phase, { name: N }>;

/** Decides one kind of command: gives the events it leads to, or throws a refusal. */
export type Decider<T extends RoomCommand['type']> = (
  state: RoomState,
  command: CommandOf[T],
  context: PeerContext,
) => RoomEventBody[];

/** One decider for each of these kinds. */
export type Deciders<T extends RoomCommand['type']> = { [K in T]: Decider<K> };

/** Thrown by deciders, caught by `decide` and by nobody else. */
export class Refused extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export function refuse(code: ErrorCode, message: string): never {
  throw new Refused(code, message);
}

/** Narrows a phase by its name. */
export function isPhase<N extends PhaseName>(phase: Phase, ...names: N[]): phase is PhaseOf<N> {
  return names.some((name) => name === phase.name);
}

/** The current phase, if it is one of these; a refusal otherwise. */
export function requirePhase<N extends PhaseName>(state: RoomState, ...names: N[]): PhaseOf<N> {
  const { phase } = state;
  if (isPhase(phase, ...names)) return phase;
  return refuse('WRONG_PHASE', `This is accepted in the ${listed(names)}; the room is in the ${phase.name}.`);
}

/** The current phase, if it is one of these in this round. A command of another round is stale. */
export function requireRound<N extends 'briefing' | 'interview' | 'rehearsal' | 'rating'>(
  state: RoomState,
  round: RoundNumber,
  ...names: N[]
): PhaseOf<N> {
  if ('round' in state.phase && state.phase.round !== round) {
    refuse('WRONG_ROUND', `The room is in round ${state.phase.round}; this was meant for round ${round}.`);
  }
  return requirePhase(state, ...names);
}

/** Refuses whoever does not hold this role in the round. */
export function requireRole(
  state: RoomState,
  round: RoundNumber,
  role: 'interviewer' | 'candidate',
  context: PeerContext,
): void {
  if (roleIn(state.rounds, round, context.actor) !== role) {
    refuse('WRONG_SEAT', `Only the ${role} of round ${round} may do this.`);
  }
}

/**
 * The flow of a round.
 * @throws when the caller brought another flow or version than the room pins, which is a fault and no refusal.
 */
export function flowOf(state: RoomState, round: RoundNumber, context: DecideContext): Flow {
  const flow = roundOf(context.flows, round);
  const pinned = roundOf(state.rounds, round).flow;
  if (pinned?.id !== flow.id || pinned.version !== flow.version) {
    throw new Error(`Round ${round} pins ${pinned?.id} v${pinned?.version}, not ${flow.id} v${flow.version}`);
  }
  return flow;
}

/** "a", "a or b", "a, b or c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
