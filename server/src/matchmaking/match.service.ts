import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { MatchStore, type MatchRow, type MatchSeatRow } from './match.store.js';
import { QueueAnnouncer } from './queue.announcer.js';
import { RoomOpener } from './room.opener.js';
import { TicketStore } from './ticket.store.js';

/** The ready check: both accept and the room opens, or whoever did not loses the ticket and the other keeps theirs. */
@Injectable()
export class MatchService {
  constructor(
    private readonly transaction: Transaction,
    private readonly matches: MatchStore,
    private readonly tickets: TicketStore,
    private readonly opener: RoomOpener,
    private readonly announcer: QueueAnnouncer,
  ) {}

  async answer(match: string, account: string, accept: boolean): Promise<void> {
    if (accept) await this.opener.prepare();
    await this.transaction.run(async (tx) => {
      const found = await this.matches.lock(tx.manager, match);
      const mine = found?.seats.find((seat) => seat.account_id === account);
      if (!found || !mine) throw new Refused('NOT_FOUND', 'There is no such match.');
      const now = new Date();
      if (found.match.status === 'made' && accept) return;
      if (found.match.status !== 'proposed' || found.match.expires_at <= now) {
        throw new Refused('MATCH_OVER', 'This match is over. Your place in the queue tells how it goes on.');
      }
      if (!accept) return this.lapse(tx, found.match, found.seats, now, account);
      await this.matches.accept(tx.manager, match, account, now);
      const accounts = found.seats.map((seat) => seat.account_id);
      tx.afterCommit(() => this.announcer.tell(accounts));
      const other = found.seats.find((seat) => seat.account_id !== account);
      if (other?.accepted_at) await this.opener.open(tx, found.match, found.seats, now);
    });
  }

  /** The time to accept is up. Does nothing for a match that was made or has lapsed. */
  async expire(match: string): Promise<void> {
    await this.transaction.run(async (tx) => {
      const found = await this.matches.lock(tx.manager, match);
      const now = new Date();
      if (!found || found.match.status !== 'proposed' || found.match.expires_at > now) return;
      await this.lapse(tx, found.match, found.seats, now, null);
    });
  }

  private async lapse(
    tx: Tx,
    match: MatchRow,
    seats: MatchSeatRow[],
    now: Date,
    declinedBy: string | null,
  ): Promise<void> {
    await this.matches.lapse(tx.manager, match.id);
    for (const seat of seats) {
      // Who declines loses the ticket; when time runs out, so does everybody who had not accepted by then.
      const keeps = declinedBy ? seat.account_id !== declinedBy : seat.accepted_at !== null;
      if (keeps) await this.tickets.keepPlace(tx.manager, seat.ticket_id);
      else await this.tickets.move(tx.manager, [seat.ticket_id], 'proposed', 'not-accepted', now);
    }
    tx.afterCommit(() => this.announcer.tell(seats.map((seat) => seat.account_id)));
  }
}
