import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountService } from '../accounts/account.service.js';
import type { Tx } from '../database/transaction.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { MatchStore, type MatchRow, type MatchSeatRow } from './match.store.js';
import { PairingPool } from './pairing.pool.js';
import { TicketStore } from './ticket.store.js';

/** Opens the room that both have accepted. */
@Injectable()
export class RoomOpener {
  constructor(
    private readonly matches: MatchStore,
    private readonly tickets: TicketStore,
    private readonly rooms: RoomHandler,
    private readonly accounts: AccountService,
    private readonly pool: PairingPool,
  ) {}

  /** Before the transaction: the flows that may take the place of those that were chosen. */
  prepare(): Promise<void> {
    return this.pool.refresh();
  }

  async open(tx: Tx, match: MatchRow, seats: MatchSeatRow[], now: Date): Promise<void> {
    const a = seats.find((seat) => seat.seat === 'A');
    const b = seats.find((seat) => seat.seat === 'B');
    if (!a || !b) throw new Error(`match ${match.id} lacks a seat`);
    const room = randomUUID();
    const [peerA, peerB] = await this.accounts.peers([a.account_id, b.account_id]);
    if (!peerA || !peerB) throw new Error(`match ${match.id} names an account that is gone`);
    await this.rooms.open(tx, {
      room,
      track: match.track,
      level: match.level,
      length: match.length,
      peers: { A: peerA, B: peerB },
      flows: await this.pool.chooseAgain(tx, match, [a.ticket_id, b.ticket_id]),
    });
    await this.matches.made(tx.manager, match.id, room);
    await this.tickets.move(tx.manager, [a.ticket_id, b.ticket_id], 'proposed', 'matched', now);
  }
}
