import { Injectable } from '@nestjs/common';
import type { FlowRef } from '#shared/flow/flow.schema.js';
import { chooseAgain } from '#shared/matching/flow.choice.js';
import type { FlowChoice, Ticket } from '#shared/matching/ticket.js';
import type { Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import type { MatchRow } from './match.store.js';
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
    return { tickets: rows.map((row) => pairingTicket(row, learnt(row.account_id))), flows: this.flows() };
  }

  /**
   * The flows of a match whose room is about to open: those that were proposed, unless one of the two has learnt
   * something in the library or the studio since. Nobody opens a brief until the transaction is over.
   *
   * @param ids the tickets of seat A and seat B
   */
  async chooseAgain(tx: Tx, match: MatchRow, ids: readonly [string, string]): Promise<[FlowRef, FlowRef]> {
    const rows = await this.tickets.byIds(tx.manager, ids);
    const accounts = rows.map((row) => row.account_id);
    await this.knowledge.holdStill(tx, accounts);
    const learnt = await this.knowledge.learntBy(tx, accounts);
    const [a, b] = ids.map((id) => {
      const row = rows.find((each) => each.id === id);
      return row && pairingTicket(row, learnt(row.account_id));
    });
    if (!a || !b) throw new Error(`match ${match.id} lacks a ticket`);
    const { track, level } = match;
    return chooseAgain(match.flows, a, b, { track, level, flows: this.flows(), seed: match.expires_at.getTime() });
  }

  private flows(): FlowChoice[] {
    return this.library.list().map(({ id, version, track, levels }) => ({ id, version, track, levels }));
  }
}
