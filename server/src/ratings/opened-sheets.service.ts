import { Injectable } from '@nestjs/common';
import { checkSheet } from '#shared/rating/check-sheet.js';
import type { Sheet } from '#shared/rating/sheet.js';
import type { RoomState, RoundNumber, Seat, SheetKind } from '#shared/room/state.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { ratedRound } from './rated-round.js';
import { RevealStore } from './reveal.store.js';
import { SheetStore } from './sheet.store.js';

/** A sheet that was opened to both. */
export interface OpenedSheet {
  id: string;
  round: RoundNumber;
  author: string;
  about: string;
  submittedAt: number;
  sheet: Sheet;
}

/** A room whose sheets are open, as one of its two finds it. */
export interface OpenedRoom {
  state: RoomState;
  seat: Seat;
  revealedAt: number;
  /** It enters people's numbers. */
  counts: boolean;
  sheets: OpenedSheet[];
}

/** Sheets once they are open: for what comes of them afterwards. */
@Injectable()
export class OpenedSheetsService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly sheets: SheetStore,
    private readonly reveals: RevealStore,
    private readonly flows: FlowLibrary,
  ) {}

  /** For the two who sat in the room; refused with `NOT_FOUND` to anybody else, and with `SEALED` before its time. */
  async of(room: string, account: string): Promise<OpenedRoom> {
    const opened = await this.ifOpen(room, account);
    if (!opened) throw new Refused('SEALED', 'The ratings of this room are still sealed.');
    return opened;
  }

  /** `null` before its time; refused with `NOT_FOUND` to anybody else. */
  async ifOpen(room: string, account: string): Promise<OpenedRoom | null> {
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw new Refused('NOT_FOUND', 'There is no such room.');
    const row = await this.reveals.of(room);
    if (!row?.revealed_at) return null;
    const stored = await this.sheets.ofRoom(room);
    return {
      state: await this.rooms.state(room),
      seat,
      revealedAt: row.revealed_at.getTime(),
      counts: row.counts,
      sheets: stored.map(({ id, round, author_id: author, about_id: about, submitted_at, sheet }) => ({
        id,
        round,
        author,
        about,
        submittedAt: submitted_at.getTime(),
        sheet,
      })),
    };
  }

  /** One sheet of such a room. */
  async one(
    room: string,
    account: string,
    round: RoundNumber,
    kind: SheetKind,
  ): Promise<OpenedRoom & { found: OpenedSheet }> {
    const opened = await this.of(room, account);
    const found = opened.sheets.find((other) => other.round === round && other.sheet.kind === kind);
    // What somebody said of themself is nobody else's, not even that it is there.
    const theirs = found?.sheet.kind === 'self' && found.author !== account;
    if (!found || theirs) throw new Refused('NOT_FOUND', 'There is no such sheet in this room.');
    return { ...opened, found };
  }

  /** The check that a sheet passes when it is submitted. */
  check(state: RoomState, round: RoundNumber, sheet: Sheet): void {
    const ref = state.rounds[round === 1 ? 0 : 1].flow;
    if (!ref) throw new Error(`room ${state.id} has no flow in round ${round}`);
    const problem = checkSheet(sheet, ratedRound(state, round, this.flows.get(ref)));
    if (problem) throw new Refused(problem.code, problem.message);
  }
}
