import { z } from 'zod';
import { roomEventBodySchema, type RoomEvent } from '#shared/room/events.js';
import { nextDeadline } from '#shared/room/deadlines.js';
import { rehearserOf } from '#shared/room/rehearsal.js';
import { partnerOf } from '#shared/room/seats.js';
import { SEATS, type RoomState, type Seat } from '#shared/room/state.js';

/** One command that took effect, with everything that happened by it. The log of a room is its entries in order. */
export const entrySchema = z.object({
  room: z.uuid(),
  /** Number of the first event; the entry's key, so that two writers of the same moment collide. */
  seq: z.int().min(1),
  /** Epoch milliseconds. */
  at: z.int(),
  actor: z.enum([...SEATS, 'system']),
  commandId: z.uuid(),
  commandHash: z.string(),
  events: z.array(roomEventBodySchema).min(1),
});
export type Entry = z.infer<typeof entrySchema>;

/** The entry's events with their numbers in the room's own log. */
export function eventsOf(entry: Entry): RoomEvent[] {
  return entry.events.map((body, index) => ({ seq: entry.seq + index, at: entry.at, by: entry.actor, body }));
}

export function lastSeq(entry: Entry): number {
  return entry.seq + entry.events.length - 1;
}

/** What the row of a room says after an entry: kept beside the log, so that rooms can be found without folding them. */
export interface Head {
  phase: string;
  /** Epoch milliseconds; `null` once closed. */
  deadlineAt: number | null;
  closed: { at: number; reason: string } | null;
  /** Who may be in another room from now on (rules 9 and 30). */
  free: readonly Seat[];
}

export function headOf(state: RoomState): Head {
  const { phase } = state;
  const rehearser = rehearserOf(state);
  return {
    phase: phase.name,
    deadlineAt: nextDeadline(state)?.at ?? null,
    closed: phase.name === 'closed' ? { at: phase.at, reason: phase.reason } : null,
    free: phase.name === 'closed' ? SEATS : rehearser ? [partnerOf(rehearser)] : [],
  };
}
