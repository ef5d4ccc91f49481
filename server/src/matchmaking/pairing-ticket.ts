import type { Ticket } from '#shared/matching/ticket.js';
import type { TicketRow } from './ticket.store.js';

/** A stored ticket as pairing looks at it. */
export function pairingTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    account: row.account_id,
    bot: row.facts.bot,
    tracks: row.request.tracks,
    level: row.facts.level,
    length: row.request.length,
    bridging: row.request.bridging,
    first: row.request.first ?? null,
    languages: row.facts.languages,
    goals: row.facts.goals,
    strengths: [],
    ability: null,
    reputation: null,
    seenFlows: row.facts.seenFlows,
    blocked: [],
    recentPartners: row.facts.recentPartners,
    enqueuedAt: row.enqueued_at.getTime(),
  };
}
