import { licences, seenFlows, type Study } from '#shared/flow/knowledge.js';
import type { Ticket } from '#shared/matching/ticket.js';
import type { TicketRow } from './ticket.store.js';

/**
 * A stored ticket as pairing looks at it. Rooms do not change what somebody knows of flows while they wait; the library
 * does: `studies` are those of now.
 */
export function pairingTicket(row: TicketRow, studies: readonly Study[] = []): Ticket {
  const studied = { studies, meetings: [] };
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
    seenFlows: [...row.facts.seenFlows, ...seenFlows(studied)],
    licences: [...row.facts.licences, ...licences(studied)],
    blocked: [],
    recentPartners: row.facts.recentPartners,
    enqueuedAt: row.enqueued_at.getTime(),
  };
}
