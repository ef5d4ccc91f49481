import { stageOf } from './transitions.js';
import { SEATS, type RoomState, type Seat } from './state.js';

/**
 * Something that will happen by itself. `key` names this deadline and no other of the room, moved ones included;
 * `at` is epoch milliseconds. An `expire` command with the key, at or after that time, brings it about.
 */
export type Deadline = { key: string; at: number } & (
  { kind: 'phase' | 'pause' | 'extension' | 'end' } | { kind: 'seat'; seat: Seat }
);

/** All deadlines that stand in this state, the earliest first; none once the room is closed (rule 11). */
export function deadlinesOf(state: RoomState): Deadline[] {
  return [...phaseDeadlines(state), ...proposalDeadlines(state), ...seatDeadlines(state)].sort(
    (a, b) => a.at - b.at || (a.key < b.key ? -1 : 1),
  );
}

/** The earliest deadline, or `null` once the room is closed. */
export function nextDeadline(state: RoomState): Deadline | null {
  return deadlinesOf(state)[0] ?? null;
}

function phaseDeadlines({ phase }: RoomState): Deadline[] {
  if (phase.name === 'closed') return [];
  if (phase.name === 'interview' && phase.pause) {
    const at = phase.pause.resumesAt;
    return [{ kind: 'pause', key: `pause:${phase.round}:${at}`, at }];
  }
  return [{ kind: 'phase', key: `phase:${stageOf(phase)}:${phase.until}`, at: phase.until }];
}

function proposalDeadlines({ phase }: RoomState): Deadline[] {
  if (phase.name !== 'briefing' && phase.name !== 'interview') return [];
  const due: Deadline[] = [];
  const extension = phase.name === 'interview' ? phase.extension : null;
  if (extension) {
    due.push({ kind: 'extension', key: `extension:${phase.round}:${extension.lapsesAt}`, at: extension.lapsesAt });
  }
  if (phase.end) {
    due.push({ kind: 'end', key: `end:${stageOf(phase)}:${phase.end.lapsesAt}`, at: phase.end.lapsesAt });
  }
  return due;
}

/** While gathering nobody's seat is held: the phase's own deadline decides (rule 9). */
function seatDeadlines({ phase, presence, durations }: RoomState): Deadline[] {
  if (phase.name === 'gathering' || phase.name === 'closed') return [];
  return SEATS.flatMap((seat) => {
    const { absentSince, released } = presence[seat];
    if (absentSince === null || released) return [];
    const at = absentSince + durations.seatHold;
    return [{ kind: 'seat' as const, seat, key: `seat:${seat}:${at}`, at }];
  });
}
