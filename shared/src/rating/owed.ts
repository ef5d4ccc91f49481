import { wasHeld } from '../room/rehearsal.js';
import type { RoomState, RoundNumber, Seat, SheetKind } from '../room/state.js';

/** How long a sheet is still accepted after its interview, milliseconds (rule 28). */
export const SHEET_GRACE_MS = 48 * 3_600_000;

export interface OwedSheet {
  round: RoundNumber;
  kind: SheetKind;
  /** Who writes it. */
  seat: Seat;
  /** Who it is about. */
  about: Seat;
  /** Epoch milliseconds; `null` while the interview has not ended. */
  until: number | null;
}

/**
 * The three sheets of each round in the order they are written. A round owes them once its interview has ended by
 * its own end; an interview that was cut off by the room's closing owes none, nor does a void room. Of a rehearsal its
 * candidate owes the self-rating and nobody anything else; a round whose place it took owes none. Who has deleted their
 * account owes nothing, and nothing is owed about them.
 */
export function sheetsOf(state: RoomState): OwedSheet[] {
  return sheetsHeld(state).filter(({ seat, about }) => !state.peers[seat].deleted && !state.peers[about].deleted);
}

function sheetsHeld(state: RoomState): OwedSheet[] {
  if (state.phase.name === 'closed' && state.phase.reason === 'void') return [];
  return ([1, 2] as const).flatMap((round) => {
    const record = state.records[round - 1];
    const seats = state.rounds[round - 1];
    if (!record || !seats || !wasHeld(state, round)) return [];
    if (state.phase.name === 'closed' && record.endedAt === null) return [];
    const until = record.endedAt === null ? null : record.endedAt + SHEET_GRACE_MS;
    const { candidate, interviewer } = seats;
    const self = { round, kind: 'self' as const, seat: candidate, about: candidate, until };
    if (state.rehearsal?.round === round) return [self];
    return [
      self,
      { round, kind: 'interviewer' as const, seat: candidate, about: interviewer, until },
      { round, kind: 'peer' as const, seat: interviewer, about: candidate, until },
    ];
  });
}

/** When sealed sheets open at the latest, epoch milliseconds; `null` while a round is still to come or none owes any. */
export function opensAt(state: RoomState): number | null {
  const times = sheetsOf(state).map((sheet) => sheet.until);
  if (times.length === 0 || times.some((time) => time === null)) return null;
  return Math.max(...times.map((time) => time ?? 0));
}
