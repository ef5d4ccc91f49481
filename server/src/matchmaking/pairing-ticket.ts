import { licences, seenFlows, type Knowledge } from '#shared/flow/knowledge.js';
import type { Ticket } from '#shared/matching/ticket.js';
import type { TicketRow } from './ticket.store.js';

const NOTHING: Knowledge = { studies: [], meetings: [], read: [] };

/**
 * A stored ticket as pairing looks at it. Rooms do not change what somebody knows of flows while they wait; the library
 * and the studio do: `learnt` is what they have learnt there by now.
 */
export function pairingTicket(row: TicketRow, learnt: Knowledge = NOTHING): Ticket {
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
    seenFlows: [...row.facts.seenFlows, ...seenFlows(learnt)],
    licences: [...row.facts.licences, ...licences(learnt)],
    blocked: [],
    recentPartners: row.facts.recentPartners,
    enqueuedAt: row.enqueued_at.getTime(),
  };
}
