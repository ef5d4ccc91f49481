import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Draft, OwnSheets } from '#shared/contract/report.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { checkSheet } from '#shared/rating/check-sheet.js';
import { sheetsOf, type OwedSheet } from '#shared/rating/owed.js';
import type { Sheet } from '#shared/rating/sheet.js';
import { partnerOf } from '#shared/room/seats.js';
import type { RoomState, RoundNumber, Seat, SheetKind } from '#shared/room/state.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { RevealService } from './reveal.service.js';
import { SheetStore, type NewSheet, type SheetRow } from './sheet.store.js';

interface Place {
  state: RoomState;
  seat: Seat;
}

/** Sheets on their way in: what is owed, drafts, and the one submission. */
@Injectable()
export class RatingService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly sheets: SheetStore,
    private readonly reveals: RevealService,
    private readonly flows: FlowLibrary,
    private readonly transaction: Transaction,
  ) {}

  async own(room: string, account: string): Promise<OwnSheets> {
    const { state, seat } = await this.place(room, account);
    const stored = await this.sheets.ofRoom(room);
    const drafts = await this.sheets.drafts(room);
    const revealed = await this.reveals.isRevealed(room);
    const mine = sheetsOf(state).filter((owed) => owed.seat === seat);
    return {
      sheets: mine.map((owed) => {
        const { round, kind, until } = owed;
        const status = statusOf(owed, stored, revealed, Date.now());
        const draft = drafts.find((row) => row.round === round && row.kind === kind);
        const competencies = kind === 'interviewer' || until === null ? [] : this.flowOf(state, round).exercises;
        return { round, kind, status, competencies, until, draft: draft?.content ?? null };
      }),
    };
  }

  /** What somebody has rated in a room, themself and others. */
  async writtenBy(room: string, account: string): Promise<SheetRow[]> {
    return (await this.sheets.ofRoom(room)).filter((row) => row.author_id === account);
  }

  async saveDraft(room: string, account: string, round: RoundNumber, kind: SheetKind, draft: Draft): Promise<void> {
    const { state, seat } = await this.place(room, account);
    await this.owed(state, seat, round, kind, await this.sheets.ofRoom(room));
    await this.sheets.saveDraft(room, round, kind, draft, new Date());
  }

  async submit(room: string, account: string, round: RoundNumber, id: string, sheet: Sheet): Promise<void> {
    const { state, seat } = await this.place(room, account);
    if (await this.repeats(id, room, round, account, sheet)) return;
    const owed = await this.owed(state, seat, round, sheet.kind, await this.sheets.ofRoom(room));
    const problem = checkSheet(sheet, ratedRound(state, round, this.flowOf(state, round)));
    if (problem) throw new Refused(problem.code, problem.message);
    const row: NewSheet = {
      id,
      room,
      round,
      author: account,
      about: state.peers[owed.about].account,
      sheet,
      now: new Date(),
    };
    if (state.phase.name === 'rating' && state.phase.round === round) await this.submitInPhase(row, seat);
    else await this.submitLate(row);
    await this.reveals.consider(room);
  }

  /** The sheet and the event that it is in, in one transaction; the event alone is seen by both. */
  private async submitInPhase(row: NewSheet, seat: Seat): Promise<void> {
    const command = { type: 'submitSheet', round: row.round, kind: row.sheet.kind } as const;
    try {
      await this.rooms.handle({ room: row.room, commandId: row.id, command, actor: seat }, async (tx) => {
        if (!(await this.sheets.insert(tx.manager, row))) throw alreadyIn();
      });
    } catch (error) {
      const movedOn = error instanceof Refused && ['WRONG_PHASE', 'WRONG_ROUND', 'ROOM_CLOSED'].includes(error.code);
      if (!movedOn) throw error;
      await this.submitLate(row);
    }
  }

  /** After its phase, within the grace of rule 28: the sheet alone. */
  private async submitLate(row: NewSheet): Promise<void> {
    await this.transaction.run(async (tx) => {
      if (!(await this.sheets.insert(tx.manager, row))) throw alreadyIn();
    });
  }

  /** Whether this very submission was made before (rule 2); refuses the id with another body. */
  private async repeats(id: string, room: string, round: RoundNumber, account: string, sheet: Sheet): Promise<boolean> {
    const before = await this.sheets.byId(id);
    if (!before) return false;
    const same =
      before.room_id === room &&
      before.round === round &&
      before.author_id === account &&
      isDeepStrictEqual(before.sheet, sheet);
    if (same) return true;
    throw new Refused('COMMAND_ID_REUSED', 'This id was used for another sheet; make a new one.');
  }

  private async owed(
    state: RoomState,
    seat: Seat,
    round: RoundNumber,
    kind: SheetKind,
    stored: SheetRow[],
  ): Promise<OwedSheet> {
    const owed = sheetsOf(state).find((sheet) => sheet.round === round && sheet.kind === kind && sheet.seat === seat);
    if (!owed) throw notYours(state, seat);
    const status = statusOf(owed, stored, await this.reveals.isRevealed(state.id), Date.now());
    if (status === 'open') return owed;
    if (status === 'submitted') throw alreadyIn();
    if (status === 'missed')
      throw new Refused('TOO_LATE', 'The sheets of this room are open already, or 48 hours are over.');
    if (owed.until === null) throw new Refused('WRONG_PHASE', 'This can be rated once the interview has ended.');
    throw new Refused('SELF_FIRST', 'Rate yourself first; then your interviewer.');
  }

  private async place(room: string, account: string): Promise<Place> {
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw new Refused('NOT_FOUND', 'There is no such room.');
    return { state: await this.rooms.state(room), seat };
  }

  private flowOf(state: RoomState, round: RoundNumber): Flow {
    const ref = state.rounds[round - 1]?.flow;
    if (!ref) throw new Error(`room ${state.id} has no flow in round ${round}`);
    return this.flows.get(ref);
  }
}

function notYours({ peers }: RoomState, seat: Seat): Refused {
  const message = peers[partnerOf(seat)].deleted
    ? 'Your partner’s account was deleted: there is nobody to rate.'
    : 'In this round that sheet is not yours to write.';
  return new Refused('NOT_YOUR_SHEET', message);
}

function alreadyIn(): Refused {
  return new Refused('ALREADY_SUBMITTED', 'This sheet is in already; a sheet is final when submitted.');
}

function statusOf(
  owed: OwedSheet,
  stored: SheetRow[],
  revealed: boolean,
  now: number,
): OwnSheets['sheets'][number]['status'] {
  const inAlready = (kind: SheetKind) => stored.some((row) => row.round === owed.round && row.sheet.kind === kind);
  if (inAlready(owed.kind)) return 'submitted';
  if (owed.until === null) return 'later';
  if (revealed || now > owed.until) return 'missed';
  // Rule 26: who was the candidate rates themself before anybody else.
  return owed.kind === 'interviewer' && !inAlready('self') ? 'later' : 'open';
}

function ratedRound(state: RoomState, round: RoundNumber, flow: Flow): Parameters<typeof checkSheet>[1] {
  const record = state.records[round - 1];
  return {
    exercises: flow.exercises,
    moments: record?.moments.map((moment) => moment.id) ?? [],
    signals: Object.keys(record?.marks ?? {}),
    cards: record?.cards.map((card) => card.card) ?? [],
  };
}
