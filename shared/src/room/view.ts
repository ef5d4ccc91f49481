import type { RoomEvent, RoomEventBody } from './events.js';
import { wasHeld } from './rehearsal.js';
import { roundOf } from './seats.js';
import {
  SEATS,
  type Both,
  type RoomState,
  type Round,
  type RoundNumber,
  type RoundRecord,
  type Seat,
} from './state.js';

type Rounds = readonly [Round, Round];

/** Where a viewer's stream stands: how many events it had, and the time of the last one. */
export interface ViewCursor {
  seq: number;
  /** Epoch milliseconds. */
  at: number;
}

/** Who may see an event at all (rules 22 and 23). */
export function audienceOf(rounds: Rounds, body: RoomEventBody): readonly Seat[] {
  switch (body.type) {
    case 'signalMarked':
    case 'markCleared':
    case 'momentAdded':
    case 'momentEdited':
    case 'momentRemoved':
      return [roundOf(rounds, body.round).interviewer];
    case 'noteWritten':
      return [body.seat];
    default:
      return SEATS;
  }
}

/** An event as this viewer may see it, or `null` where they may not see it at all. */
export function redactEvent(body: RoomEventBody, viewer: Seat, rounds: Rounds): RoomEventBody | null {
  if (!audienceOf(rounds, body).includes(viewer)) return null;
  if (body.type === 'opened') return { ...body, rounds: hideFlows(body.rounds, viewer) };
  return body;
}

/** The stream of a viewer out of the whole log, numbered for itself without gap. */
export function viewStream(events: readonly RoomEvent[], viewer: Seat): RoomEvent[] {
  const opened = events[0]?.body;
  if (opened?.type !== 'opened') return [];
  return deliver({ A: 0, B: 0 }, events, opened.rounds).streams[viewer];
}

/**
 * The next events of the log as each viewer receives them. `counts`: how many each was sent before.
 * Delivering a log piece by piece gives what `viewStream` gives of the whole.
 */
export function deliver(
  counts: Both<number>,
  events: readonly RoomEvent[],
  rounds: Rounds,
): { streams: Both<RoomEvent[]>; counts: Both<number> } {
  const streams = {
    A: numbered(counts.A, events, 'A', rounds),
    B: numbered(counts.B, events, 'B', rounds),
  };
  return { streams, counts: { A: counts.A + streams.A.length, B: counts.B + streams.B.length } };
}

/**
 * A full state as this viewer may see it: exactly what folding their stream gives (rule 25).
 * `cursor` says where that stream stands, which a full state does not know.
 */
export function redactState(state: RoomState, viewer: Seat, cursor: ViewCursor): RoomState {
  const [first, second] = state.rounds;
  return {
    ...state,
    ...cursor,
    rounds: [opened(state, 1, viewer), opened(state, 2, viewer)],
    records: [hideEvidence(state.records[0], first, viewer), hideEvidence(state.records[1], second, viewer)],
    notes: [ownNotes(state.notes[0], viewer), ownNotes(state.notes[1], viewer)],
  };
}

function numbered(count: number, events: readonly RoomEvent[], viewer: Seat, rounds: Rounds): RoomEvent[] {
  const seen = events.flatMap((event) => {
    const body = redactEvent(event.body, viewer, rounds);
    return body ? [{ ...event, body }] : [];
  });
  return seen.map((event, index) => ({ ...event, seq: count + index + 1 }));
}

function ownNotes(notes: Both<string>, viewer: Seat): Both<string> {
  return { A: viewer === 'A' ? notes.A : '', B: viewer === 'B' ? notes.B : '' };
}

function opened(state: RoomState, round: RoundNumber, viewer: Seat): Round {
  const held = state.debriefed && wasHeld(state, round);
  return held ? roundOf(state.rounds, round) : hideFlow(roundOf(state.rounds, round), viewer);
}

function hideFlows([first, second]: Rounds, viewer: Seat): [Round, Round] {
  return [hideFlow(first, viewer), hideFlow(second, viewer)];
}

function hideFlow(round: Round, viewer: Seat): Round {
  return round.candidate === viewer ? { ...round, flow: null } : round;
}

function hideEvidence(record: RoundRecord, round: Round, viewer: Seat): RoundRecord {
  return round.candidate === viewer ? { ...record, marks: {}, moments: [] } : record;
}
