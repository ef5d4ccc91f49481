import { Injectable } from '@nestjs/common';
import type { DisputeCase, DisputeLine } from '#shared/contract/staff.js';
import { sheetSchema, type Sheet } from '#shared/rating/sheet.js';
import { SEATS, type RoomState, type Seat } from '#shared/room/state.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { AuditService } from '../audit/audit.service.js';
import { Refused } from '../http/refused.js';
import { cursorFrom, pageOf } from '../http/time.cursor.js';
import { OpenedSheetsService } from '../ratings/opened-sheets.service.js';
import { ReportService } from '../ratings/report.service.js';
import { CorrectionStore } from './correction.store.js';
import { DisputeStore, type DisputeRow } from './dispute.store.js';

const PAGE = 25;

/** Disputes, as staff read them. Whatever is read stands in the log before it is shown. */
@Injectable()
export class StaffDisputeService {
  constructor(
    private readonly store: DisputeStore,
    private readonly corrections: CorrectionStore,
    private readonly opened: OpenedSheetsService,
    private readonly reports: ReportService,
    private readonly audit: AuditService,
  ) {}

  async list(
    who: SignedIn,
    state: 'undecided' | 'settled',
    before?: string,
  ): Promise<{ disputes: DisputeLine[]; undecided: number; next: string | null }> {
    const cursor = cursorFrom(before);
    await this.audit.read(who, 'disputes-listed');
    const found = await this.store.page(state, cursor, PAGE);
    const { rows, next } = pageOf(found, PAGE, ({ openedAt: at, id }) => ({ at, id }));
    const disputes = rows.map((dispute) => lineOf(dispute, who));
    return { disputes, undecided: await this.store.undecided(), next };
  }

  async read(who: SignedIn, id: string): Promise<DisputeCase> {
    const dispute = await this.store.byId(id);
    if (!dispute) throw noSuchDispute();
    await this.audit.read(who, 'dispute-read', id);
    const { room, round, kind, by } = dispute;
    const { found, state, revealedAt } = await this.opened.one(room, by.id, round, kind);
    const [, ...earlier] = await this.corrections.of([found.id]);
    const { round: interview } = await this.reports.roundFor(room, round);
    return {
      ...lineOf(dispute, who),
      text: dispute.text,
      decision: decisionOf(dispute),
      revealedAt,
      sheet: shown(found.sheet),
      earlier: earlier.map(({ version, at, content }) => ({
        version,
        at,
        sheet: shown(sheetSchema.parse({ kind, content })),
      })),
      seats: { by: seatOf(state, by.id), author: seatOf(state, dispute.author.id) },
      interview,
    };
  }
}

export function noSuchDispute(): Refused {
  return new Refused('NOT_FOUND', 'There is no such dispute.');
}

/** Who sat in a room: the one who disputes, and the author of the sheet. */
export function satThere({ by, author }: DisputeRow, who: SignedIn): boolean {
  return by.id === who.accountId || author.id === who.accountId;
}

function lineOf(dispute: DisputeRow, who: SignedIn): DisputeLine {
  const { id, room, round, kind, openedAt, state, reason, by, author } = dispute;
  return { id, room, round, kind, openedAt, state, reason, by, author, ownRoom: satThere(dispute, who) };
}

function decisionOf({ state, settledAt, decider, note }: DisputeRow): DisputeCase['decision'] {
  if (settledAt === null || state === 'withdrawn') return null;
  return { at: settledAt, by: decider, note: note ?? '' };
}

function shown(sheet: Sheet): DisputeCase['sheet'] {
  if (sheet.kind === 'self') throw new Error('A self-rating is no matter of a dispute.');
  return sheet;
}

function seatOf({ peers }: RoomState, account: string): Seat {
  const seat = SEATS.find((each) => peers[each].account === account);
  if (!seat) throw new Error('Who disputes sat in the room, and so did who is disputed.');
  return seat;
}
