import type { RoomCommand } from './commands.js';
import { endingDeciders } from './decide-ending.js';
import { evidenceDeciders } from './decide-evidence.js';
import { interviewDeciders } from './decide-interview.js';
import { rehearsalDeciders, requireRehearser } from './decide-rehearsal.js';
import { ratingDeciders } from './decide-rating.js';
import { seatDeciders } from './decide-seats.js';
import { decideExpiry, timeDeciders } from './decide-time.js';
import { wordDeciders } from './decide-words.js';
import { Refused, type DecideContext, type Deciders, type Decision, type PeerContext } from './decision.js';
import type { RoomEventBody } from './events.js';
import type { RoomState } from './state.js';

type FromPeer = Exclude<RoomCommand['type'], 'expire'>;
type CommandOf = { [C in RoomCommand as C['type']]: C };

const deciders: Deciders<FromPeer> = {
  ...seatDeciders,
  ...interviewDeciders,
  ...evidenceDeciders,
  ...timeDeciders,
  ...endingDeciders,
  ...ratingDeciders,
  ...rehearsalDeciders,
  ...wordDeciders,
};

/**
 * Decides a command against the full state of a room (never a view): pure, total, the same answer every time.
 * The events of one decision are appended together or not at all, in this order, stamped by `stamp`.
 * @throws only on a fault of the caller: flows that are not those that the room pins.
 */
export function decide(state: RoomState, command: RoomCommand, context: DecideContext): Decision {
  const { actor } = context;
  const settled = { ...context, now: Math.max(context.now, state.at) };
  try {
    if (command.type === 'expire') {
      if (actor !== 'system') throw new Refused('WRONG_SEAT', 'Only the server sends this.');
      return { ok: true, events: decideExpiry(state, command.key, settled) };
    }
    if (actor === 'system') throw new Refused('WRONG_SEAT', 'Only the two peers of the room may do this.');
    if (state.phase.name === 'closed') {
      throw new Refused('ROOM_CLOSED', 'The room is closed; it can only be read.');
    }
    requireRehearser(state, command, actor);
    return { ok: true, events: dispatch(command.type, state, command, { ...settled, actor }) };
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return { ok: false, code: refused.code, message: refused.message };
  }
}

function dispatch<T extends FromPeer>(
  type: T,
  state: RoomState,
  command: CommandOf[T],
  context: PeerContext,
): RoomEventBody[] {
  return deciders[type](state, command, context);
}
