import type { Flow } from '#shared/flow/flow.schema.js';
import { stepsOf } from '#shared/flow/steps.js';
import type { Length, Level } from '#shared/interview/track.js';
import type { RoomCommand } from '#shared/room/commands.js';
import { decide } from '#shared/room/decide.js';
import { durationsFor } from '#shared/room/durations.js';
import type { RoomEventBody } from '#shared/room/events.js';
import { evolve } from '#shared/room/evolve.js';
import { openRoom } from '#shared/room/open.js';
import { stamp } from '#shared/room/stamp.js';
import type { Actor, RoomState, Seat } from '#shared/room/state.js';
import { redactState } from '#shared/room/view.js';

/** A room without anybody else and without a server: decided and folded by the same rules. */
export interface Solo {
  flow: Flow;
  state: RoomState;
}

export interface SoloSettings {
  length: Length;
  level: Level;
}

/** The seat that interviews. */
export const INTERVIEWER: Seat = 'A';
export const CANDIDATE: Seat = 'B';

/** Of round 2, which is never played: a room needs two flows. */
const OTHER = 'the-other-round';

interface Moment {
  /** Epoch milliseconds. */
  now: number;
  commandId: string;
}

/** Both are there, and the interviewer reads the brief. */
export function openSolo(flow: Flow, { length, level }: SoloSettings, now: number): Solo {
  const peer = (displayName: string) => ({ account: displayName, displayName, level, bot: false });
  const opened = openRoom({
    room: 'solo',
    track: flow.track,
    level,
    length,
    durations: durationsFor(length),
    peers: { A: peer('Interviewer'), B: peer('Candidate') },
    flows: [
      { id: flow.id, version: flow.version },
      { id: OTHER, version: 1 },
    ],
    now,
  });
  const [first, ...rest] = stamp(null, [opened], 'system', now);
  if (!first) throw new Error('A room begins with an event');
  const begun = { flow, state: rest.reduce<RoomState>(evolve, evolve(null, first)) };
  return all(begun, [INTERVIEWER, CANDIDATE], { type: 'enter' }, now);
}

/** The briefing is over, and the interview goes on to a step. */
export function soloAt(flow: Flow, settings: SoloSettings, step: string | null, now: number): Solo {
  const briefed = openSolo(flow, settings, now);
  if (step === null) return briefed;
  let solo = all(briefed, [INTERVIEWER, CANDIDATE], { type: 'declareReady', round: 1 }, now);
  for (const { id } of stepsOf(flow, settings.length)) {
    if (id === step) break;
    solo = all(solo, [INTERVIEWER], { type: 'advanceStep', round: 1, from: id }, now);
  }
  return solo;
}

function all(solo: Solo, seats: readonly Seat[], command: RoomCommand, now: number): Solo {
  return seats.reduce((room, seat) => {
    const done = actSolo(room, seat, command, { now, commandId: 'solo' });
    return done.ok ? done.solo : room;
  }, solo);
}

export type Acted = { ok: true; solo: Solo } | { ok: false; code: string; message: string };

/** What a seat does, by the rules of any room. */
export function actSolo({ flow, state }: Solo, actor: Actor, command: RoomCommand, { now, commandId }: Moment): Acted {
  const other: Flow = { ...flow, id: OTHER, version: 1 };
  const decision = decide(state, command, { actor, now, commandId, flows: [flow, other] });
  if (!decision.ok) return decision;
  return { ok: true, solo: { flow, state: folded(state, decision.events, actor, now) } };
}

function folded(state: RoomState, bodies: readonly RoomEventBody[], actor: Actor, now: number): RoomState {
  return stamp(state, bodies, actor, now).reduce<RoomState>(evolve, state);
}

/** What a seat sees of it: exactly what it would see in a room. */
export function seenFrom({ state }: Solo, seat: Seat): RoomState {
  return redactState(state, seat, { seq: state.seq, at: state.at });
}
