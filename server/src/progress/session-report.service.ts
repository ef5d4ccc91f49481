import { Injectable } from '@nestjs/common';
import { Transaction } from '../database/transaction.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { SessionListStore } from './session-list.store.js';

/**
 * A room that is over and compiled is written down once for each of the two, as it stands in their list, and with it
 * the flows that they met there.
 */
@Injectable()
export class SessionReportService {
  constructor(
    private readonly transaction: Transaction,
    private readonly store: SessionListStore,
    private readonly knowledge: KnowledgeService,
  ) {}

  /** Nothing while the room is open, or before its sheets are compiled. Repeatable. */
  async write(room: string): Promise<void> {
    await this.writeAll([room]);
  }

  /** What closed after its compile, and what a crash has lost. */
  async writeLost(): Promise<void> {
    const rooms = await this.store.unreported();
    if (rooms.length > 0) await this.writeAll(rooms);
  }

  private async writeAll(rooms: readonly string[]): Promise<void> {
    await this.transaction.run(async (tx) => {
      await this.store.report(tx.manager, rooms);
      await this.knowledge.keepMet(tx, rooms);
    });
  }
}
