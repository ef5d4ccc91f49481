import { evidenceEvolvers } from './evolve-evidence.js';
import { interviewEvolvers } from './evolve-interview.js';
import { phaseEvolvers, roomFrom } from './evolve-phases.js';
import type { Evolvers } from './evolution.js';
import type { RoomEvent, RoomEventBody } from './events.js';
import type { RoomState } from './state.js';
import { wordEvolvers } from './evolve-words.js';

type Later = Exclude<RoomEventBody['type'], 'opened'>;
type BodyOf = { [B in RoomEventBody as B['type']]: B };

const evolvers: Evolvers<Later> = { ...phaseEvolvers, ...interviewEvolvers, ...evidenceEvolvers, ...wordEvolvers };

/**
 * Folds one event into a room, or into a viewer's view of it: both are the same shape and the same code (rule 25).
 * @throws when the event is not the next by number or time, or cannot happen in this state: a loss or a fault, never
 * something to go on from.
 */
export function evolve(state: RoomState | null, event: RoomEvent): RoomState {
  const { seq, at, body } = event;
  const expected = (state?.seq ?? 0) + 1;
  if (seq !== expected) throw new Error(`Event ${seq} came where ${expected} was due`);
  if (body.type === 'opened') {
    if (state) throw new Error('A room opens once');
    return roomFrom(body, at);
  }
  if (!state) throw new Error(`A room opens before ${body.type}`);
  if (at < state.at) throw new Error(`Event ${seq} lies before the one it follows`);
  return { ...dispatch(body.type, state, body, event), seq, at };
}

/**
 * The room, or the view, that a log amounts to.
 * @throws on an empty log, and as `evolve` does.
 */
export function fold(events: readonly RoomEvent[]): RoomState {
  const state = events.reduce<RoomState | null>(evolve, null);
  if (!state) throw new Error('An empty log is no room');
  return state;
}

function dispatch<T extends Later>(type: T, state: RoomState, body: BodyOf[T], event: RoomEvent): RoomState {
  return evolvers[type](state, body, event);
}
