import { createHash } from 'node:crypto';
import type { RoomCommand } from '#shared/room/commands.js';
import type { Actor } from '#shared/room/state.js';

/** Tells two bodies under one command id apart (rule 2). The order of fields does not matter. */
export function hashOf(command: RoomCommand, actor: Actor): string {
  const fields = Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([actor, fields]))
    .digest('base64url');
}

/**
 * The id of what the system does by itself: made of the room and of what it is about, so that a job, a sweep and
 * another node that see the same thing due send the same command.
 */
export function systemCommandId(room: string, about: string): string {
  const hex = createHash('sha256').update(`${room} ${about}`).digest('hex');
  // The bits that say "version 8, made by the application's own rule" (RFC 9562).
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
