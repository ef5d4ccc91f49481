import { Injectable } from '@nestjs/common';
import type { Proposal, QueueOverview, QueueStatus } from '#shared/contract/queue.js';
import { TRACKS } from '#shared/interview/track.js';
import { pairQuality } from '#shared/matching/quality.js';
import { STAGES } from '#shared/matching/relaxation.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { MatchStore } from './match.store.js';
import { pairingTicket } from './pairing-ticket.js';
import { TicketStore, type TicketRow } from './ticket.store.js';

/** What somebody is told about their place in the queue, and what everybody is told about the tracks. */
@Injectable()
export class QueueStatusService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly matches: MatchStore,
    private readonly rooms: RoomHandler,
    private readonly flows: FlowLibrary,
  ) {}

  async of(account: string): Promise<QueueStatus> {
    const room = await this.rooms.openRoomOf(account);
    if (room) return { state: 'in-room', room };
    const ticket = await this.tickets.latest(account);
    if (ticket?.status === 'waiting') return this.waiting(ticket);
    if (ticket?.status === 'proposed') {
      const proposal = await this.proposal(ticket);
      if (proposal) return { state: 'proposed', ticket: ticket.id, now: Date.now(), proposal };
    }
    const ended = ticket?.status === 'not-accepted' || ticket?.status === 'expired' ? ticket.status : null;
    return { state: 'idle', ended };
  }

  async overview(): Promise<QueueOverview> {
    const now = new Date();
    const waiting = await this.tickets.waiting();
    await this.flows.refresh();
    const flows = this.flows.list();
    const tracks = await Promise.all(
      TRACKS.map(async (track) => {
        const { median, n } = await this.tickets.typicalWait([track], now);
        return {
          track,
          flows: flows.filter((flow) => flow.track === track).length,
          waiting: waiting.filter((row) => !row.facts.bot && row.request.tracks.includes(track)).length,
          typicalWaitMs: median === null ? null : Math.round(median),
          basedOn: n,
        };
      }),
    );
    return { now: now.getTime(), tracks };
  }

  private async waiting(ticket: TicketRow): Promise<QueueStatus> {
    const now = new Date();
    const mine = pairingTicket(ticket);
    // As if both had waited long enough for every stage: who could be met at all.
    const relaxed = mine.enqueuedAt + 24 * 3_600_000;
    const others = (await this.tickets.waiting()).filter((row) => row.id !== ticket.id);
    const { median, n } = await this.tickets.typicalWait(ticket.request.tracks, now);
    return {
      state: 'waiting',
      ticket: ticket.id,
      request: ticket.request,
      enqueuedAt: ticket.enqueued_at.getTime(),
      now: now.getTime(),
      compatible: others.filter((row) => pairQuality(mine, pairingTicket(row), relaxed) !== null).length,
      typicalWaitMs: median === null ? null : Math.round(median),
      basedOn: n,
      stages: STAGES.map((stage) => ({ ...stage })),
      partnerDeclined: ticket.partner_declined,
    };
  }

  private async proposal(ticket: TicketRow): Promise<Proposal | null> {
    const found = await this.matches.ofTicket(ticket.id);
    const mine = found?.seats.find((seat) => seat.ticket_id === ticket.id);
    const other = found?.seats.find((seat) => seat.ticket_id !== ticket.id);
    if (!found || !mine || !other) return null;
    const partner = await this.tickets.latest(other.account_id);
    if (!partner) return null;
    const { match } = found;
    return {
      match: match.id,
      expiresAt: match.expires_at.getTime(),
      track: match.track,
      level: match.level,
      length: match.length,
      partner: { displayName: partner.facts.displayName, level: partner.facts.level, bot: partner.facts.bot },
      reasons: match.reasons,
      accepted: mine.accepted_at !== null,
      partnerAccepted: other.accepted_at !== null,
    };
  }
}
