import { Injectable } from '@nestjs/common';
import type { RoomState } from '#shared/room/state.js';
import type { Tx } from '../database/transaction.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { CompiledFacts } from './compiled.facts.js';
import { ModelWriter } from './model/model.writer.js';
import { RevealEffects } from './reveal.effects.js';
import { RevealStore } from './reveal.store.js';

/**
 * From revealed sheets to the numbers on the progress page, in two transactions: the room's sheets become part of a
 * batch, and then what the batches since the last write have moved is written, with the facts of the two people.
 * Running it twice, five times at once, or again after it was killed in between gives the same (G9).
 */
@Injectable()
export class CompileService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly facts: CompiledFacts,
    private readonly model: ModelWriter,
    private readonly reveals: RevealStore,
    private readonly effects: RevealEffects,
  ) {}

  async compile(room: string): Promise<void> {
    const state = await this.rooms.state(room);
    const row = await this.reveals.of(room);
    if (!row?.revealed_at) return;
    const now = new Date();
    const moved = await this.model.advance(
      (tx) => this.facts.holdRounds(tx, state),
      room,
      (tx) => this.finish(tx, state, row.counts, now),
    );
    const own = [state.peers.A.account, state.peers.B.account];
    this.effects.compiled(new Set([...own, ...moved]), now);
  }

  private async finish(tx: Tx, state: RoomState, counts: boolean, now: Date): Promise<void> {
    await this.facts.writeCoverage(tx, state);
    const accounts = [state.peers.A.account, state.peers.B.account].sort();
    if (counts) for (const account of accounts) await this.facts.ofPerson(tx, account, now);
    await this.reveals.compiled(tx.manager, state.id, now);
  }
}
