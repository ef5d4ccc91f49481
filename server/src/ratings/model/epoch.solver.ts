import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Transaction } from '../../database/transaction.js';
import { EpochStore } from './epoch.store.js';
import { LedgerStore, type LedgerState } from './ledger.store.js';
import { ModelClient } from './model.client.js';
import { OutputStore } from './output.store.js';
import { applyBatches, everybodyIn, loadEpoch, ReplicaService } from './replica.service.js';

const PEOPLE_AT_ONCE = 500;
/** Few sheets are solved on the way of a compile, which may be done before a solve beside it. */
const TRIES = 5;

/** A solve that was begun, in a thread of its own. */
interface Run {
  epoch: number;
  client: ModelClient;
  /** As it was at the beginning: the epoch's batch is the last one of then. */
  begun: LedgerState;
}

export interface SolveOptions {
  /** Done when nobody else solves any more. */
  prepare?: (() => Promise<void>) | undefined;
  /** Told how many of how many people are written. */
  watch?: ((done: number, total: number) => void) | undefined;
}

/**
 * Solves everything from zero beside what goes on: compiles write under the current epoch meanwhile, and readers see it
 * until, in one transaction, the new one takes its place.
 */
@Injectable()
export class EpochSolver implements OnModuleDestroy {
  private running: ModelClient | null = null;

  constructor(
    private readonly transaction: Transaction,
    private readonly ledger: LedgerStore,
    private readonly epochs: EpochStore,
    private readonly outputs: OutputStore,
    private readonly replica: ReplicaService,
  ) {}

  /** `false` where it is being done already, or where others were faster every time. */
  async solve(reason: string, options: SolveOptions = {}): Promise<boolean> {
    const done = await this.epochs.alone(async () => {
      await this.epochs.abandon(new Date());
      await options.prepare?.();
      let solved = false;
      for (let tries = 0; tries < TRIES && !solved; tries += 1) solved = await this.solveAlone(reason, options.watch);
      await this.epochs.clearOthers();
      return solved;
    });
    return done ?? false;
  }

  /** Forget the ledger, make it anew from the sheets and vignettes there are, and solve that. */
  rebuild(watch?: SolveOptions['watch']): Promise<boolean> {
    const prepare = () =>
      this.transaction.run(async ({ manager }) => {
        await this.ledger.lock(manager);
        await this.ledger.rebuild(manager);
      });
    return this.solve('rebuild', { prepare, watch });
  }

  /** A solve that is on its way is given up, and begun anew by whoever runs next: it keeps no process from ending. */
  async onModuleDestroy(): Promise<void> {
    await this.running?.stop();
  }

  private async solveAlone(reason: string, watch: SolveOptions['watch']): Promise<boolean> {
    const { epoch, begun } = await this.transaction.run(async ({ manager }) => {
      await this.ledger.lock(manager);
      const state = await this.ledger.state(manager);
      return { epoch: await this.epochs.begin(manager, state.batch, reason, new Date()), begun: state };
    });
    const run: Run = { epoch, begun, client: new ModelClient() };
    let done = false;
    this.running = run.client;
    try {
      const sheets = await this.write(run, watch);
      const followed = await this.follow(run);
      done = await this.replica.exclusively(() => this.takeOver(run, followed, sheets));
      return done;
    } finally {
      this.running = null;
      if (!done) {
        await run.client.stop();
        await this.epochs.failed(epoch, new Date());
      }
    }
  }

  private async write({ epoch, begun, client }: Run, watch: SolveOptions['watch']): Promise<number> {
    const { people: total, ...solution } = await loadEpoch(client, this.ledger, begun.batch);
    await this.transaction.run(({ manager }) => this.epochs.solved(manager, epoch, { ...solution, total }));
    let done = 0;
    for await (const outputs of everybodyIn(client, PEOPLE_AT_ONCE)) {
      done = Math.min(total, done + PEOPLE_AT_ONCE);
      await this.transaction.run(async ({ manager }) => {
        await this.outputs.write(manager, epoch, outputs);
        await this.epochs.progressed(manager, epoch, done);
      });
      watch?.(done, total);
    }
    const figures = await client.ask('figures', {});
    await this.transaction.run(({ manager }) => this.outputs.writeFigures(manager, epoch, figures));
    await this.epochs.analyze();
    return solution.sheets;
  }

  /** Most of what came and went meanwhile, so that little is left for the moment in which all others wait. */
  private async follow({ client, begun, epoch }: Run): Promise<number> {
    const { batch } = await this.ledger.state();
    await applyBatches(client, this.ledger, { from: begun.batch, batch, written: begun.batch });
    const outputs = await client.ask('moved', { written: begun.batch });
    await this.transaction.run(({ manager }) => this.outputs.write(manager, epoch, outputs));
    return batch;
  }

  /** `false` where another epoch was there first. */
  private async takeOver({ client, begun, epoch }: Run, followed: number, solved: number): Promise<boolean> {
    // The thread keeps what it was told, also where the transaction is begun anew.
    let reached = { batch: followed, sheets: solved };
    const taken = await this.transaction.run(async (tx) => {
      const { manager } = tx;
      await this.ledger.lock(manager);
      const state = await this.ledger.state(manager);
      if (!(await this.epochs.stillRuns(manager, epoch))) throw new Error('This solve was given up by another one.');
      if (state.epoch !== begun.epoch) return null;
      const range = { from: reached.batch, batch: state.batch, written: followed };
      const applied = await applyBatches(client, this.ledger, range, tx);
      reached = { batch: state.batch, sheets: applied.sheets || reached.sheets };
      await this.outputs.write(manager, epoch, await client.ask('moved', { written: followed }));
      await this.epochs.makeCurrent(manager, epoch, new Date());
      await this.epochs.prune(manager);
      return reached;
    });
    if (!taken) return false;
    await this.replica.adopt(client, epoch, taken.batch, taken.sheets);
    return true;
  }
}
