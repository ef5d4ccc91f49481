import { type Draft, draftSchema } from '#shared/contract/report.js';
import type { SheetKind } from '#shared/room/state.js';

/** Which sheet is meant. */
export interface SheetPlace {
  room: string;
  round: 1 | 2;
  kind: SheetKind;
}

const keyOf = ({ room, round, kind }: SheetPlace) => `turnabout.sheet.${room}.${round}.${kind}`;

/** What was typed here and has not reached the server, if anything. */
export function readBackup(place: SheetPlace): Draft | null {
  try {
    const kept = localStorage.getItem(keyOf(place));
    const parsed = draftSchema.safeParse(kept === null ? null : JSON.parse(kept));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Keeps what was typed on this device until the server has it. */
export function writeBackup(place: SheetPlace, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // Storage is closed to us: the server's copy is the only one.
  }
}

export function dropBackup(place: SheetPlace): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // Storage is closed to us: there is nothing to remove.
  }
}
