import type { RoomEvent, RoomEventBody } from './events.js';
import type { Actor, RoomState } from './state.js';

/**
 * Turns what was decided into the events to append to the room's log: the next numbers, one time, one author.
 * `state` is the one that it was decided on (`null` for `opened`), `now` the time it was decided with.
 */
export function stamp(state: RoomState | null, bodies: readonly RoomEventBody[], by: Actor, now: number): RoomEvent[] {
  const last = state?.seq ?? 0;
  const at = Math.max(now, state?.at ?? 0);
  return bodies.map((body, index) => ({ seq: last + index + 1, at, by, body }));
}
