import type { RoomCommand } from '#shared/room/commands.js';
import type { RoomEventBody } from '#shared/room/events.js';
import { Refused } from '../http/refused.js';

/**
 * What one peer may put into the log of a room, in characters: hours of writing without a pause. Whoever opens the room
 * reads all of it at once, and so does whoever carries it on after a crash.
 */
const MOST = 4_000_000;
/** What an entry costs beside its text. */
const ENTRY = 100;
/** However much somebody has written, they can bring the session to its end. */
const ALWAYS: ReadonlySet<RoomCommand['type']> = new Set([
  ...(['enter', 'leave', 'leaveForGood', 'endWithoutPartner', 'declareReady', 'submitSheet'] as const),
  ...(['advanceStep', 'answerEnd', 'answerExtension', 'thank', 'finish'] as const),
]);

export function costOf(events: readonly RoomEventBody[]): number {
  return events.reduce((sum, body) => sum + ('text' in body ? body.text.length : 0), ENTRY);
}

/** @throws Refused where somebody has put as much into the room as fits. */
export function refuseOverspent(spent: number, { type }: RoomCommand): void {
  if (spent < MOST || ALWAYS.has(type)) return;
  throw new Refused('PAYLOAD_TOO_LARGE', 'You have written as much in this room as fits. The session can be ended.');
}
