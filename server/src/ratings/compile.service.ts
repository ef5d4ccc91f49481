import { Injectable } from '@nestjs/common';
import { SEATS, type RoomState } from '#shared/room/state.js';
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
    const { people, due } = await this.model.advance({
      room,
      prepare: (tx) => this.facts.holdRounds(tx, state),
      finish: (tx) => this.finish(tx, state, row.counts, now),
    });
    await this.effects.compiled(new Set([...accountsOf(state), ...people]), now, due);
    await this.effects.compiledRoom(room, accountsOf(state));
  }

  /** What no room brings: calibrations, and sheets that are to go although the job for it was lost. */
  async compileWaiting(): Promise<void> {
    const { people, due } = await this.model.advanceWaiting();
    await this.effects.compiled(people, new Date(), due);
  }

  private async finish(tx: Tx, state: RoomState, counts: boolean, now: Date): Promise<void> {
    await this.facts.writeCoverage(tx, state);
    if (counts) for (const account of accountsOf(state)) await this.facts.ofPerson(tx, account, now);
    await this.reveals.compiled(tx.manager, state.id, now);
  }
}

/** The two, sorted, without who has deleted their account. */
function accountsOf({ peers }: RoomState): string[] {
  return SEATS.flatMap((seat) => (peers[seat].deleted ? [] : [peers[seat].account])).sort();
}
