import { Injectable } from '@nestjs/common';
import {
  CORRECT_WITHIN_MS,
  CORRECTIONS_MAX,
  DISPUTE_WITHIN_MS,
  type FollowUp,
  type SheetFollowUp,
} from '#shared/contract/follow-up.js';
import { OpenedSheetsService, type OpenedRoom, type OpenedSheet } from '../ratings/opened-sheets.service.js';
import { CorrectionStore, type SheetVersion } from './correction.store.js';
import { DisputeStore, type DisputeRow } from './dispute.store.js';
import { ThanksService } from './thanks.service.js';

/** What came of a debrief, as one of its two reads it: why somebody disputes is for themself and for staff. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly opened: OpenedSheetsService,
    private readonly disputes: DisputeStore,
    private readonly corrections: CorrectionStore,
    private readonly thanks: ThanksService,
  ) {}

  async of(room: string, account: string): Promise<FollowUp> {
    const place = await this.opened.of(room, account);
    const ids = place.sheets.map(({ id }) => id);
    const [disputes, versions] = [await this.disputes.ofSheets(ids), await this.corrections.of(ids)];
    return {
      sheets: place.sheets.flatMap((sheet) =>
        followUpOf(
          place,
          sheet,
          account,
          disputes.find((dispute) => dispute.sheet === sheet.id && dispute.state !== 'withdrawn'),
          versions.find((version) => version.sheet === sheet.id),
        ),
      ),
      thanks: await this.thanks.of(place.state, place.seat),
    };
  }
}

function followUpOf(
  { revealedAt, counts }: OpenedRoom,
  { round, author, sheet: { kind } }: OpenedSheet,
  account: string,
  dispute: DisputeRow | undefined,
  last: SheetVersion | undefined,
): SheetFollowUp[] {
  if (kind === 'self') return [];
  const own = author === account;
  const until = (ms: number) => (Date.now() <= revealedAt + ms ? revealedAt + ms : null);
  const disputed = dispute?.state;
  return [
    {
      round,
      kind,
      own,
      correctedAt: last?.at ?? null,
      correctUntil: own && (last?.version ?? 1) <= CORRECTIONS_MAX ? until(CORRECT_WITHIN_MS) : null,
      disputeUntil: !own && counts && !dispute ? until(DISPUTE_WITHIN_MS) : null,
      disputed: disputed === undefined || disputed === 'withdrawn' ? null : disputed,
      dispute:
        dispute && !own
          ? { reason: dispute.reason, text: dispute.text, openedAt: dispute.openedAt, note: dispute.note }
          : null,
    },
  ];
}
