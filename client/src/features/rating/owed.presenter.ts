import type { OwnSheets } from '#shared/contract/report.js';
import { partnerOf, roundOf } from '#shared/room/seats.js';
import type { RoomState, RoundNumber, Seat } from '#shared/room/state.js';

export type OwnSheet = OwnSheets['sheets'][number];

export const keyOfSheet = ({ round, kind }: { round: number; kind: string }) => `${round}:${kind}`;

/**
 * The sheet to show: the one picked while it is open, else the first open one, this round's before another's. The
 * server lists one's own self-rating before the partner's sheet, and opens the latter after it (rule 26).
 */
export function chooseSheet(
  sheets: readonly OwnSheet[],
  round: RoundNumber | null,
  picked: string | null,
): OwnSheet | null {
  const open = sheets.filter((sheet) => sheet.status === 'open');
  return (
    open.find((sheet) => keyOfSheet(sheet) === picked) ?? open.find((sheet) => sheet.round === round) ?? open[0] ?? null
  );
}

/** Sheets whose interview is over, open or not; those to come are left out unless their own self-rating unlocks them. */
export function listed(sheets: readonly OwnSheet[]): OwnSheet[] {
  return sheets.filter((sheet) => sheet.status !== 'later' || sheet.until !== null);
}

/** Who a sheet is about, in the words of its author. */
export function titleOf(sheet: OwnSheet, state: RoomState, seat: Seat): string {
  const partner = state.peers[partnerOf(seat)].displayName;
  if (sheet.kind === 'self') return 'You as candidate';
  return sheet.kind === 'peer' ? `${partner} as candidate` : `${partner} as interviewer`;
}

export const STATUS_WORDS: Record<OwnSheet['status'], string> = {
  open: 'to do',
  later: 'after your self-rating',
  submitted: 'in',
  missed: 'time is over',
};

/** What is still out, once one's own sheets of the round are in. `null` when the room does not tell any more. */
export function waitingFor(state: RoomState, seat: Seat): string | null {
  const { phase } = state;
  if (phase.name !== 'rating' || state.rehearsal) return null;
  const interviewer = roundOf(state.rounds, phase.round).interviewer;
  const partner = state.peers[partnerOf(seat)].displayName;
  const { self, peer, interviewer: ofInterviewer } = phase.submitted;
  const out = interviewer === seat ? [self, ofInterviewer].filter((isIn) => !isIn).length : peer ? 0 : 1;
  if (out === 0) return `${partner}’s are in as well.`;
  return out === 1 ? `${partner} still has one sheet to go.` : `${partner} still has two sheets to go.`;
}
