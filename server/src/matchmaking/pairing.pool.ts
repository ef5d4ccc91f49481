import { Injectable } from '@nestjs/common';
import type { FlowChoice, Ticket } from '#shared/matching/ticket.js';
import type { Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { pairingTicket } from './pairing-ticket.js';
import { TicketStore } from './ticket.store.js';

/** What pairing decides from: who waits, with what they know by now, and the flows there are. */
@Injectable()
export class PairingPool {
  constructor(
    private readonly tickets: TicketStore,
    private readonly knowledge: KnowledgeService,
    private readonly library: FlowLibrary,
  ) {}

  /** Hear of flows that were shared a moment ago; outside of a transaction. */
  refresh(): Promise<void> {
    return this.library.refresh();
  }

  /** The tickets are locked for the rest of the transaction. */
  async claim(tx: Tx, now: Date): Promise<{ tickets: Ticket[]; flows: FlowChoice[] }> {
    const rows = await this.tickets.claim(tx.manager, now);
    const learnt = await this.knowledge.learntBy(
      tx,
      rows.map((row) => row.account_id),
    );
    return {
      tickets: rows.map((row) => pairingTicket(row, learnt(row.account_id))),
      flows: this.library.list().map(({ id, version, track, levels }) => ({ id, version, track, levels })),
    };
  }
}
