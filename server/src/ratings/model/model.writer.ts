import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '../../database/transaction.js';
import { EpochStore } from './epoch.store.js';
import { LedgerStore, type LedgerState } from './ledger.store.js';
import type { Outputs } from './model.output.js';
import { OutputStore } from './output.store.js';
import { ReplicaService } from './replica.service.js';

/** Up to so many sheets of both roles all is solved at once, so that the first are not judged against an average of none. */
const SOLVED_AT_ONCE = 500;
const PEOPLE_AT_ONCE = 500;

/** Moves the model on by what has come and gone, and writes what that has moved. */
@Injectable()
export class ModelWriter {
  /** One at a time in this process; among processes the ledger's lock sees to it, and holds a connection. */
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly ledger: LedgerStore,
    private readonly epochs: EpochStore,
    private readonly outputs: OutputStore,
    private readonly replica: ReplicaService,
  ) {}

  /**
   * What `prepare` says of a room and its sheets come in, all that waits becomes a batch, and what has moved is written
   * in one transaction with `finish`. Returns whose numbers were written.
   */
  advance(prepare: (tx: Tx) => Promise<void>, room: string, finish: (tx: Tx) => Promise<void>): Promise<string[]> {
    const result = this.tail.then(async () => {
      await this.assign(prepare, room);
      return this.write(finish);
    });
    this.tail = result.catch(() => undefined);
    return result;
  }

  private async assign(prepare: (tx: Tx) => Promise<void>, room: string): Promise<void> {
    await this.transaction.run(async (tx) => {
      await this.ledger.lock(tx.manager);
      await prepare(tx);
      await this.ledger.enter(tx.manager, room);
      await this.ledger.assign(tx.manager);
    });
  }

  private async write(finish: (tx: Tx) => Promise<void>): Promise<string[]> {
    // Whatever takes long is done before others have to wait for it.
    await this.replica.catchUp(await this.ledger.state());
    let solved: (() => void) | undefined;
    const moved = await this.transaction.run(async (tx) => {
      await this.ledger.lock(tx.manager);
      const state = await this.ledger.state(tx.manager);
      const { due, sheets } = await this.replica.catchUp(state, tx);
      await finish(tx);
      if (!due || sheets > SOLVED_AT_ONCE) return this.writeMoved(tx, state);
      const { epoch, people } = await this.solve(tx, state);
      solved = () => this.replica.keep(epoch, state.batch, sheets);
      return people;
    });
    solved?.();
    return moved;
  }

  private async writeMoved(tx: Tx, state: LedgerState): Promise<string[]> {
    const outputs = await this.replica.moved(state.written);
    await this.outputs.write(tx.manager, state.epoch, outputs);
    await this.ledger.written(tx.manager, state.batch);
    return peopleIn(outputs);
  }

  private async solve(tx: Tx, { batch, epoch: before }: LedgerState): Promise<{ epoch: number; people: string[] }> {
    const solution = await this.replica.solve();
    const epoch = await this.epochs.replace(tx.manager, { batch, reason: 'changes', ...solution }, new Date());
    const people: string[] = [];
    for await (const outputs of this.replica.everybody(PEOPLE_AT_ONCE)) {
      await this.outputs.write(tx.manager, epoch, outputs);
      people.push(...peopleIn(outputs));
    }
    await this.epochs.clear(tx.manager, before);
    await this.epochs.prune(tx.manager);
    return { epoch, people };
  }
}

function peopleIn({ candidates, raters, goneCandidates, goneRaters }: Outputs): string[] {
  const named = [...candidates, ...raters, ...goneCandidates].map(({ account }) => account);
  return [...new Set([...named, ...goneRaters])];
}
