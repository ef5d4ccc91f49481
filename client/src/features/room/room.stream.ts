import type { RoomEvent } from '#shared/room/events.js';
import { evolve } from '#shared/room/evolve.js';
import type { RoomState } from '#shared/room/state.js';

/** `gap`: some are missing in between; `broken`: what came cannot follow, so that all has to be fetched anew. */
export type Outcome = 'current' | 'gap' | 'broken';

export interface Taken {
  state: RoomState | null;
  outcome: Outcome;
}

/**
 * Folds what came of one's own stream. Events that were had before are passed over, so that the same ones may come
 * twice, from a broadcast and from an answer (rule 1).
 */
export function takeEvents(state: RoomState | null, events: readonly RoomEvent[]): Taken {
  let folded = state;
  for (const event of events) {
    const due = (folded?.seq ?? 0) + 1;
    if (event.seq < due) continue;
    if (event.seq > due) return { state: folded, outcome: 'gap' };
    try {
      folded = evolve(folded, event);
    } catch (error) {
      console.error(error);
      return { state: folded, outcome: 'broken' };
    }
  }
  return { state: folded, outcome: 'current' };
}
