import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';

/** No honest update takes this long. */
const MERGE_MS = 200;
const START_MS = 5_000;
const MEMORY = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

const mergedSchema = z.object({
  state: z.instanceof(Uint8Array),
  outcomes: z.array(
    z.union([z.object({ gained: z.instanceof(Uint8Array) }), z.object({ refused: z.enum(['garbled', 'gap']) })]),
  ),
});
export type Merged = z.infer<typeof mergedSchema>;
export type MergeOutcome = Merged['outcomes'][number] | { refused: 'stuck' };

interface Thread {
  worker: Worker;
  /** Ended, by us or by itself. */
  gone: boolean;
}

/** Merges Yjs updates in a thread that can be ended: bytes that hang it or fill its memory cost nobody but their sender. */
@Injectable()
export class DocumentMerger implements OnApplicationShutdown {
  private thread: Promise<Thread> | null = null;
  private tail: Promise<unknown> = Promise.resolve();

  /** Add updates to a document one after the other, leaving out those that are refused. */
  merge(
    state: Uint8Array | null,
    updates: Uint8Array[],
  ): Promise<{ state: Uint8Array | null; outcomes: MergeOutcome[] }> {
    const result = this.tail.then(() => this.mergeAll(state, updates));
    this.tail = result.catch(() => undefined);
    return result;
  }

  async onApplicationShutdown(): Promise<void> {
    const thread = await this.thread?.catch(() => null);
    await thread?.worker.terminate();
  }

  private async mergeAll(
    state: Uint8Array | null,
    updates: Uint8Array[],
  ): Promise<{ state: Uint8Array | null; outcomes: MergeOutcome[] }> {
    const together = await this.ask(state, updates);
    if (together) return together;
    if (updates.length === 1) return { state, outcomes: [{ refused: 'stuck' }] };
    // One of them is to blame: each for itself.
    const outcomes: MergeOutcome[] = [];
    for (const update of updates) {
      const alone = await this.ask(state, [update]);
      if (alone) state = alone.state;
      outcomes.push(alone?.outcomes[0] ?? { refused: 'stuck' });
    }
    return { state, outcomes };
  }

  /** `null` where the thread got stuck or died of it. */
  private async ask(state: Uint8Array | null, updates: Uint8Array[]): Promise<Merged | null> {
    const thread = await this.ready();
    const answer = await reply(thread, MERGE_MS, () => thread.worker.postMessage({ state, updates }));
    if (answer !== null) return mergedSchema.parse(answer);
    await this.end(thread);
    return null;
  }

  private async ready(): Promise<Thread> {
    const running = await this.thread?.catch(() => null);
    if (running && !running.gone) return running;
    this.thread = start();
    return this.thread;
  }

  private async end(thread: Thread): Promise<void> {
    thread.gone = true;
    await thread.worker.terminate();
  }
}

async function start(): Promise<Thread> {
  const worker = new Worker(new URL('./merge.thread.mjs', import.meta.url), { resourceLimits: MEMORY });
  const thread = { worker, gone: false };
  worker.on('exit', () => (thread.gone = true));
  // Running out of memory arrives here; the one who waits for the answer hears of it by `exit`.
  worker.on('error', () => (thread.gone = true));
  worker.unref();
  const answer = await reply(thread, START_MS, () => undefined);
  if (answer !== 'ready') throw new Error('The thread that merges documents did not start.');
  return thread;
}

/** The next message of a thread; `null` where it does not come in time or the thread ends. */
function reply({ worker }: Thread, ms: number, ask: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    const done = (answer: unknown): void => {
      clearTimeout(timer);
      worker.off('message', done);
      worker.off('exit', nothing);
      resolve(answer);
    };
    const nothing = (): void => done(null);
    const timer = setTimeout(nothing, ms);
    worker.on('message', done);
    worker.on('exit', nothing);
    ask();
  });
}
