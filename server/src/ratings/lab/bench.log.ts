import type { FlowRef } from '#shared/flow/flow.schema.js';
import type { Level, Track } from '#shared/interview/track.js';
import { durationsFor } from '#shared/room/durations.js';
import type { RoomEventBody } from '#shared/room/events.js';
import { openRoom } from '#shared/room/open.js';
import type { Seat } from '#shared/room/state.js';
import { idOf } from './bench.names.js';

/** A room of which the log is made up. `at`: epoch milliseconds at which its first round was over. */
export interface LoggedRoom {
  id: string;
  at: number;
  track: Track;
  level: Level;
  /** By seat: A interviews in round 1. */
  peers: Record<Seat, { account: string; level: Level }>;
  flows: [FlowRef, FlowRef];
}

export interface LogRow {
  room_id: string;
  seq: number;
  last_seq: number;
  at: string;
  actor: 'system';
  command_id: string;
  command_hash: string;
  events: object[];
}

const PROMPT = { title: 'Where to begin', text: 'Where would you begin, and what would you ask before that?' };
const MINUTE = 60_000;
const BEFORE = 40 * MINUTE;

/**
 * Of a room's log what is asked of it after the room is closed: how it was opened, and when the briefing and the
 * interview of each round began. Pure.
 */
export function logOf({ id, at, track, level, peers, flows }: LoggedRoom): LogRow[] {
  const opened = at - BEFORE;
  const peer = (seat: Seat) => ({
    ...peers[seat],
    displayName: `Person ${peers[seat].account.slice(0, 4)}`,
    bot: false,
  });
  const open = { room: id, track, level, length: 'full' as const, durations: durationsFor('full'), flows, now: opened };
  const rounds = ([1, 2] as const).flatMap((round): [number, RoomEventBody][] => {
    const briefed = opened + round * MINUTE + (round - 1) * BEFORE;
    const began = briefed + 5 * MINUTE;
    const until = began + BEFORE;
    return [
      [briefed, { type: 'briefingStarted', round, until: began }],
      [began, { type: 'interviewStarted', round, until, prompt: PROMPT }],
    ];
  });
  const all: [number, RoomEventBody][] = [
    [opened, openRoom({ ...open, peers: { A: peer('A'), B: peer('B') } })],
    ...rounds,
  ];
  return all.map(([time, event], index) => ({
    room_id: id,
    seq: index + 1,
    last_seq: index + 1,
    at: new Date(time).toISOString(),
    actor: 'system',
    command_id: idOf(`${id} ${index}`),
    command_hash: '',
    events: [event],
  }));
}
