import { Injectable } from '@nestjs/common';
import type { DisputedKind, DisputeReason, DisputeState } from '#shared/contract/follow-up.js';
import { sheetSchema, type Sheet } from '#shared/rating/sheet.js';
import type { RoundNumber } from '#shared/room/state.js';
import { OpenedSheetsService, type OpenedSheet } from '../ratings/opened-sheets.service.js';
import { CorrectionStore, type SheetVersion } from './correction.store.js';
import { DisputeStore, type DisputeRow } from './dispute.store.js';
import { ThanksService, type LateThanks } from './thanks.service.js';

interface Place {
  round: RoundNumber;
  kind: DisputedKind;
}

/** A sheet that was corrected: when last, and what it said before, oldest first, if one has written it oneself. */
export interface OwnCorrection extends Place {
  own: boolean;
  at: number;
  earlier: { at: number; sheet: Sheet }[];
}

export interface OwnDispute extends Place {
  reason: DisputeReason;
  text: string;
  openedAt: number;
  state: DisputeState;
  settledAt: number | null;
  note: string | null;
}

export interface OwnFollowUp {
  corrections: OwnCorrection[];
  disputes: OwnDispute[];
  thanks: LateThanks;
}

/** What came of a debrief, as far as it is one’s own to take along: with what was corrected or taken back since. */
@Injectable()
export class OwnFollowUpService {
  constructor(
    private readonly opened: OpenedSheetsService,
    private readonly corrections: CorrectionStore,
    private readonly disputes: DisputeStore,
    private readonly thanks: ThanksService,
  ) {}

  async of(room: string, account: string): Promise<OwnFollowUp> {
    const disputes = await this.disputes.by(account, room);
    return {
      corrections: await this.corrected(room, account),
      disputes: disputes.map(asMade),
      thanks: await this.thanks.late(room, account),
    };
  }

  private async corrected(room: string, account: string): Promise<OwnCorrection[]> {
    const place = await this.opened.ifOpen(room, account);
    if (!place) return [];
    const versions = await this.corrections.of(place.sheets.map(({ id }) => id));
    return place.sheets.flatMap((sheet) =>
      correctionOf(
        sheet,
        account,
        versions.filter((version) => version.sheet === sheet.id),
      ),
    );
  }
}

/** `versions`: latest first. What somebody else has said before is theirs, as it is on the page. */
function correctionOf(
  { round, author, about, sheet: { kind } }: OpenedSheet,
  account: string,
  [last, ...before]: SheetVersion[],
): OwnCorrection[] {
  const own = author === account;
  if (kind === 'self' || !last || !(own || about === account)) return [];
  const earlier = own ? before.toReversed() : [];
  return [
    {
      ...{ round, kind, own, at: last.at },
      earlier: earlier.map(({ at, content }) => ({ at, sheet: sheetSchema.parse({ kind, content }) })),
    },
  ];
}

/** Without who decided it. */
function asMade({ round, kind, reason, text, openedAt, state, settledAt, note }: DisputeRow): OwnDispute {
  return { round, kind, reason, text, openedAt, state, settledAt, note };
}
