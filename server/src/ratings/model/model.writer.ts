import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '../../database/transaction.js';
import { EpochStore } from './epoch.store.js';
import { LedgerStore, type LedgerState } from './ledger.store.js';
import { peopleIn } from './model.output.js';
import { OutputStore } from './output.store.js';
import { ReplicaService } from './replica.service.js';

/** Up to so many sheets of both roles all is solved at once, so that the first are not judged against an average of none. */
const SOLVED_AT_ONCE = 500;
const PEOPLE_AT_ONCE = 500;

/** A room whose sheets come in, what has to be there before they do, and what is written together with the numbers. */
export interface Step {
  room: string | null;
  prepare(tx: Tx): Promise<void>;
  finish(tx: Tx): Promise<void>;
}

export interface Advanced {
  /** Whose numbers were written under the epoch that is read. Of a new one everybody is told. */
  people: string[];
  /** So much has come and gone that all should be solved anew, and it is too much to be done on the way. */
  due: boolean;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Moves the model on by what has come and gone, and writes what that has moved. */
@Injectable()
export class ModelWriter {
  constructor(
    private readonly transaction: Transaction,
    private readonly ledger: LedgerStore,
    private readonly epochs: EpochStore,
    private readonly outputs: OutputStore,
    private readonly replica: ReplicaService,
  ) {}

  /** The room's sheets come in, all that waits becomes a batch, and what has moved is written. */
  advance(step: Step): Promise<Advanced> {
    return this.replica.exclusively(async () => {
      await this.assign(step);
      return this.write(step);
    });
  }

  /** The same where something waits that no room brings: a calibration, or what was lost on the way. */
  async advanceWaiting(): Promise<Advanced> {
    if (!(await this.ledger.waits())) return { people: [], due: false };
    return this.advance({ room: null, prepare: nothing, finish: nothing });
  }

  private async assign({ room, prepare }: Step): Promise<void> {
    await this.transaction.run(async (tx) => {
      await this.ledger.lock(tx.manager);
      await prepare(tx);
      if (room !== null) await this.ledger.enter(tx.manager, room);
      await this.ledger.assign(tx.manager);
    });
  }

  private async write({ finish }: Step): Promise<Advanced> {
    // Whatever takes long is done before others have to wait for it.
    const before = await this.ledger.state();
    if (!before.unsolved) await this.replica.catchUp(before);
    let solved: (() => void) | undefined;
    const advanced = await this.transaction.run(async (tx) => {
      await this.ledger.lock(tx.manager);
      await finish(tx);
      const state = await this.ledger.state(tx.manager);
      // The epoch that is being solved will hold all of it.
      if (state.unsolved) return { people: [], due: true };
      const { due, sheets } = await this.replica.catchUp(state, tx);
      if (!due || sheets > SOLVED_AT_ONCE) return { people: await this.writeMoved(tx, state), due };
      const epoch = await this.solve(tx, state);
      solved = () => this.replica.keep(epoch, state.batch, sheets);
      return { people: [], due: false };
    });
    solved?.();
    return advanced;
  }

  private async writeMoved(tx: Tx, state: LedgerState): Promise<string[]> {
    const outputs = await this.replica.moved(state.written);
    await this.outputs.write(tx.manager, state.epoch, outputs);
    await this.ledger.written(tx.manager, state.batch);
    return peopleIn(outputs);
  }

  private async solve(tx: Tx, { batch, epoch: before }: LedgerState): Promise<number> {
    const { people: total, ...solution } = await this.replica.solve();
    const now = new Date();
    const epoch = await this.epochs.begin(tx.manager, batch, 'changes', now);
    await this.epochs.solved(tx.manager, epoch, { ...solution, total });
    for await (const outputs of this.replica.everybody(PEOPLE_AT_ONCE)) {
      await this.outputs.write(tx.manager, epoch, outputs);
    }
    await this.outputs.writeFigures(tx.manager, epoch, await this.replica.figures());
    await this.epochs.makeCurrent(tx.manager, epoch, now);
    await this.epochs.clear(tx.manager, before);
    await this.epochs.prune(tx.manager);
    return epoch;
  }
}
