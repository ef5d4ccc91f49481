import { Injectable } from '@nestjs/common';
import { coverageOf } from '#shared/flow/coverage.js';
import { compileHistory } from '#shared/rating/compile.js';
import { wasHeld } from '#shared/room/rehearsal.js';
import type { RoomState } from '#shared/room/state.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { CompileStore } from './compile.store.js';
import { RevealStore } from './reveal.store.js';

/**
 * From revealed sheets to the numbers on the progress page. All of a person's numbers are made anew from their
 * sheets in one transaction, so that running it twice, or five times at once, gives the same (G9).
 */
@Injectable()
export class CompileService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly flows: FlowLibrary,
    private readonly transaction: Transaction,
    private readonly store: CompileStore,
    private readonly reveals: RevealStore,
    private readonly publisher: RealtimePublisher,
  ) {}

  async compile(room: string): Promise<void> {
    const state = await this.rooms.state(room);
    // In the order of their ids, so that two compiles never wait for each other in a circle.
    const accounts = [state.peers.A.account, state.peers.B.account].sort();
    await this.transaction.run(async (tx) => {
      for (const account of accounts) await this.store.lock(tx.manager, account);
      const row = await this.reveals.of(room, tx.manager);
      if (!row?.revealed_at) return;
      const now = new Date();
      await this.writeCoverage(tx, state);
      if (row.counts) for (const account of accounts) await this.compilePerson(tx, account, now);
      await this.reveals.compiled(tx.manager, room, now);
      tx.afterCommit(() => {
        for (const account of accounts)
          this.publisher.toAccount(account, 'progress:changed', { compiledAt: now.getTime() });
      });
    });
  }

  private async compilePerson(tx: Tx, account: string, now: Date): Promise<void> {
    const sheets = await this.store.counted(tx.manager, account);
    const history = compileHistory(
      sheets.filter((sheet) => sheet.kind !== 'interviewer'),
      sheets.filter((sheet) => sheet.kind === 'interviewer'),
      await this.store.signals(tx.manager, account),
    );
    await this.store.write(tx.manager, account, history, now);
  }

  private async writeCoverage(tx: Tx, state: RoomState): Promise<void> {
    for (const index of [0, 1] as const) {
      const { flow: ref, candidate } = state.rounds[index];
      const record = state.records[index];
      const round = index === 0 ? 1 : 2;
      const both = wasHeld(state, round) && state.rehearsal?.round !== round;
      if (!ref || record.startedAt === null || !both) continue;
      const { account, level } = state.peers[candidate];
      const coverage = coverageOf(this.flows.get(ref), record, state.length, level);
      await this.store.writeCoverage(tx.manager, state.id, round, account, coverage);
    }
  }
}
