import { nextDeadline, type Deadline } from '#shared/room/deadlines.js';
import type { RoomState } from '#shared/room/state.js';
import { systemCommandId } from './command.identity.js';

/** The first deadline of a room that has come, if one has. */
export function overdue(state: RoomState, now: number): Deadline | null {
  const next = nextDeadline(state);
  return next && next.at <= now ? next : null;
}

/** The command that brings a deadline about: the same one, whoever sends it. */
export function expiryOf(room: string, { key }: Deadline) {
  return {
    room,
    commandId: systemCommandId(room, key),
    command: { type: 'expire' as const, key },
    actor: 'system' as const,
  };
}
