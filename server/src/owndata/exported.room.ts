import type { ExportedRoom } from '#shared/contract/owndata.js';
import type { RoomEvent } from '#shared/room/events.js';
import { fold } from '#shared/room/evolve.js';
import { partnerOf } from '#shared/room/seats.js';
import type { Seat } from '#shared/room/state.js';

/** Stands for an account that is not one's own. */
const SOMEBODY = '00000000-0000-0000-0000-000000000000';

/** A time for people: `2026-03-01 09:30:00 UTC`. */
export function inWords(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** What a seat was sent of a room, and what of it is read rather than replayed. */
export function readable(stream: readonly RoomEvent[], seat: Seat): Pick<ExportedRoom, 'chat' | 'notes' | 'log'> {
  const bodies = stream.map(({ at, body }) => ({ at, body }));
  const [first, second] = fold(stream).notes;
  return {
    chat: bodies.flatMap(({ at, body }): ExportedRoom['chat'] =>
      body.type === 'said'
        ? [{ when: inWords(at), from: body.seat === seat ? 'you' : 'partner', text: body.text }]
        : [],
    ),
    notes: [
      { round: 1 as const, text: first[seat] },
      { round: 2 as const, text: second[seat] },
    ].filter(({ text }) => text !== ''),
    log: stream.map((event) => anonymous(event, seat)),
  };
}

function anonymous(event: RoomEvent, seat: Seat): RoomEvent {
  const { body } = event;
  if (body.type !== 'opened') return event;
  const other = partnerOf(seat);
  return {
    ...event,
    body: { ...body, peers: { ...body.peers, [other]: { ...body.peers[other], account: SOMEBODY } } },
  };
}
