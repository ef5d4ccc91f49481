import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Tx } from '../../database/transaction.js';
import { LedgerStore, type LedgerState } from './ledger.store.js';
import { ModelClient } from './model.client.js';
import type { Answer } from './model.messages.js';
import type { Outputs } from './model.output.js';

/** Rows and batches of one message to the thread. */
const SHEETS_AT_ONCE = 10_000;
const BATCHES_AT_ONCE = 500;

/** The state that a thread has: of which epoch, and after which batch. */
interface Position {
  epoch: number;
  batch: number;
  /** All should be solved anew. */
  due: boolean;
  sheets: number;
}

/**
 * This process's copy of the model's state, in a thread of its own, so that a long computation stops nobody. It is
 * started when it is first needed and made from the ledger alone; every process's copy is the same to the bit.
 */
@Injectable()
export class ReplicaService implements OnApplicationShutdown {
  private client: ModelClient | null = null;
  private position: Position | null = null;

  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly ledger: LedgerStore) {}

  /**
   * One at a time in this process: whoever moves the state on writes what came of it before the next one. Among
   * processes the ledger's lock sees to it, but whoever waits for that one holds a connection.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work);
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** Have the state after the last batch that was assigned. Only inside `exclusively`; where it fails, all begins anew. */
  async catchUp(state: LedgerState, tx?: Tx): Promise<Position> {
    try {
      return await this.follow(state, tx);
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /** Everybody whom batches after this one have moved, with what is known of them since. */
  moved(written: number): Promise<Outputs> {
    return this.running().ask('moved', { written });
  }

  /** Solve all from zero, here, as the state of an epoch that is being written: until it is kept, it is of no epoch. */
  async solve(): Promise<Answer<'solve'>> {
    this.position = null;
    return this.running().ask('solve', {});
  }

  /** What was solved is written, as the state of this epoch. */
  keep(epoch: number, batch: number, sheets: number): void {
    this.position = { epoch, batch, sheets, due: false };
  }

  /** What is known of everybody, a part at a time. */
  everybody(count: number): AsyncGenerator<Outputs> {
    return everybodyIn(this.running(), count);
  }

  /** What is known of the platform, and of pairs. */
  figures(): Promise<Answer<'figures'>> {
    return this.running().ask('figures', {});
  }

  /** A thread that has solved a whole epoch and followed the batches since takes the place of the one there is. */
  async adopt(client: ModelClient, epoch: number, batch: number, sheets: number): Promise<void> {
    await this.discard();
    this.client = client;
    this.position = { epoch, batch, sheets, due: false };
  }

  /** Forget all of it: the next who needs it makes it from the ledger. */
  async discard(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.position = null;
    await client?.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.discard();
  }

  private async follow(state: LedgerState, tx?: Tx): Promise<Position> {
    const fits = this.client?.alive && this.position?.epoch === state.epoch && this.position.batch <= state.batch;
    let position = fits && this.position ? this.position : await this.begin(state, tx);
    if (position.batch < state.batch) {
      const applied = await applyBatches(this.running(), this.ledger, { ...state, from: position.batch }, tx);
      position = { ...position, ...applied, batch: state.batch };
      this.position = position;
    }
    return position;
  }

  /** The state of the epoch itself. */
  private async begin({ epoch, solved }: LedgerState, tx?: Tx): Promise<Position> {
    await this.discard();
    this.client = new ModelClient();
    const { sheets } = await loadEpoch(this.client, this.ledger, solved, tx);
    this.position = { epoch, batch: solved, due: false, sheets };
    return this.position;
  }

  private running(): ModelClient {
    if (!this.client) throw new Error('The rating model is not running.');
    return this.client;
  }
}

/** Apply the batches after one up to another to a thread; what moves by those after `written` is kept for the writing. */
export async function applyBatches(
  client: ModelClient,
  ledger: LedgerStore,
  { from, batch, written }: { from: number; batch: number; written: number },
  tx?: Tx,
): Promise<Pick<Position, 'due' | 'sheets'>> {
  let applied = { due: false, sheets: 0 };
  for (let after = from; after < batch; after += BATCHES_AT_ONCE) {
    const batches = await ledger.batches(after, Math.min(batch, after + BATCHES_AT_ONCE), tx?.manager);
    applied = await client.ask('apply', { batches, written });
  }
  return applied;
}

export async function* everybodyIn(client: ModelClient, count: number): AsyncGenerator<Outputs> {
  for (let from: number | null = 0; from !== null;) {
    const { outputs, next }: Answer<'everybody'> = await client.ask('everybody', { from, count });
    yield outputs;
    from = next;
  }
}

/** Read the ledger as it stood at a batch into a thread, and solve it. */
export async function loadEpoch(
  client: ModelClient,
  ledger: LedgerStore,
  batch: number,
  tx?: Tx,
): Promise<Answer<'solve'>> {
  await client.ask('load', { sheets: [], calibrated: await ledger.calibrationsAsOf(batch, tx?.manager) });
  for (let after: string | null = null; ;) {
    const sheets = await ledger.asOf(batch, after, SHEETS_AT_ONCE, tx?.manager);
    await client.ask('load', { sheets, calibrated: [] });
    const last: string | undefined = sheets.at(-1)?.id;
    if (last === undefined) break;
    after = last;
  }
  return client.ask('solve', {});
}
