import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { pairPool, type Pair } from '#shared/matching/pairing.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { JobQueue } from '../jobs/job.queue.js';
import { MatchStore } from './match.store.js';
import { PairingPool } from './pairing.pool.js';
import { QueueAnnouncer } from './queue.announcer.js';
import { TicketStore } from './ticket.store.js';

/** How long both have to accept. */
export const ACCEPT_MS = 30_000;

/**
 * Turns the pool into matches. Any node may run it at any time: tickets are locked while they are paired, and each
 * moves from waiting to proposed at most once (G11).
 */
@Injectable()
export class Matchmaker {
  constructor(
    private readonly transaction: Transaction,
    private readonly tickets: TicketStore,
    private readonly matches: MatchStore,
    private readonly pool: PairingPool,
    private readonly announcer: QueueAnnouncer,
    private readonly jobs: JobQueue,
  ) {}

  /** One round of pairing; gives the number of matches proposed. */
  async tick(): Promise<number> {
    await this.pool.refresh();
    return this.transaction.run(async (tx) => {
      const now = new Date();
      const { tickets, flows } = await this.pool.claim(tx, now);
      const pairs = pairPool(tickets, flows, now.getTime(), Math.floor(now.getTime() / 1000));
      for (const pair of pairs) await this.propose(tx, pair, now);
      return pairs.length;
    });
  }

  private async propose(tx: Tx, pair: Pair, now: Date): Promise<void> {
    const id = randomUUID();
    const { a, b, quality } = pair;
    const moved = await this.tickets.move(tx.manager, [a.id, b.id], 'waiting', 'proposed', now);
    if (moved !== 2) throw new Error(`tickets ${a.id} and ${b.id} were not both waiting`);
    const reasons = quality.terms.flatMap((term) => (term.words ? [term.words] : []));
    if (pair.repeats) reasons.push('one of you has seen this case before: no other is left in this track');
    await this.matches.insert(tx.manager, {
      id,
      track: quality.track,
      level: pair.level,
      length: pair.length,
      flows: pair.flows.map(({ id: flow, version }) => ({ id: flow, version })),
      reasons,
      now,
      expiresAt: new Date(now.getTime() + ACCEPT_MS),
      seats: { A: { ticket: a.id, account: a.account }, B: { ticket: b.id, account: b.account } },
    });
    tx.afterCommit(async () => {
      await this.jobs.add({ name: 'match-expiry', match: id }, { delayMs: ACCEPT_MS });
      await this.announcer.tell([a.account, b.account]);
    });
  }
}
