import { Inject, Injectable } from '@nestjs/common';
import type { ExportedRoom } from '#shared/contract/owndata.js';
import type { SessionRow } from '#shared/contract/progress.js';
import type { Report } from '#shared/contract/report.js';
import { LOG, type Log } from '../config/log.js';
import { OwnFollowUpService } from '../debrief/own-follow-up.service.js';
import { DocumentService } from '../documents/document.service.js';
import { Refused } from '../http/refused.js';
import { RatingService } from '../ratings/rating.service.js';
import { ReportService } from '../ratings/report.service.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { RoomStreamService } from '../rooms/room.stream.service.js';
import { followedUp } from './exported.follow-up.js';
import { inWords, readable } from './exported.room.js';

/** One room as its seat could see it: asked of the same services that the pages ask. */
@Injectable()
export class RoomExporter {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly streams: RoomStreamService,
    private readonly documents: DocumentService,
    private readonly ratings: RatingService,
    private readonly reports: ReportService,
    private readonly followUps: OwnFollowUpService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async of(session: SessionRow, account: string): Promise<ExportedRoom> {
    const { room, track, level, length, partner, outcome } = session;
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw new Refused('NOT_FOUND', 'There is no such room.');
    const { sheets } = await this.ratings.own(room, account);
    const rows = await this.ratings.writtenBy(room, account);
    const written = rows.map(({ round, sheet, submitted_at: at }) => ({ round, sheet, at: at.getTime() }));
    const stream = await this.streams.past(room, seat);
    return {
      ...{ room, when: inWords(session.at), track, level, length, seat, partner, outcome },
      ...readable(stream, seat),
      sharedNotes: await this.sharedNotes(room, account),
      drafts: sheets.flatMap(({ round, kind, draft }) => (draft === null ? [] : [{ round, kind, draft }])),
      report: await this.report(room, account),
      ...followedUp(written, await this.followUps.of(room, account), stream, seat),
    };
  }

  private async sharedNotes(room: string, account: string): Promise<ExportedRoom['sharedNotes']> {
    const first = { round: 1 as const, text: await this.documents.text(room, 'notes-1', account) };
    const second = { round: 2 as const, text: await this.documents.text(room, 'notes-2', account) };
    return [first, second].filter(({ text }) => text !== '');
  }

  /** A flow that is gone from the instance keeps a debrief from being put together; the rest is given all the same. */
  private async report(room: string, account: string): Promise<Report | null> {
    try {
      return await this.reports.of(room, account);
    } catch (err) {
      this.log.warn({ err, room }, 'an export goes without a report');
      return null;
    }
  }
}
