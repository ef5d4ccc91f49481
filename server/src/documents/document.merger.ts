import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';

const START_MS = 10_000;
const MEMORY_MB = 96;
/** Updates that are tried one by one are tried for so long; what is left by then is for later. */
const APART_MS = 1_500;

const mergedSchema = z.object({
  state: z.instanceof(Uint8Array),
  outcomes: z.array(
    z.union([
      z.object({ gained: z.instanceof(Uint8Array) }),
      z.object({ refused: z.enum(['garbled', 'gap', 'late']) }),
    ]),
  ),
});
type Merged = z.infer<typeof mergedSchema>;
const readSchema = z.object({ text: z.string() });
/**
 * What the document gained by an update, or why it was left out. `stuck`: it could not be read in bounded time and
 * memory; `late`: it was not looked at, since those before it took too long or were refused.
 */
export type MergeOutcome = Merged['outcomes'][number] | { refused: 'stuck' };

export interface MergeResult {
  state: Uint8Array | null;
  outcomes: MergeOutcome[];
  /** How long nobody else could be served. */
  tookMs: number;
}

/** Merges and reads Yjs updates in a process that can be ended: bytes that hang it or fill its memory harm nobody else. */
@Injectable()
export class DocumentMerger implements OnApplicationShutdown {
  /**
   * Far more than an honest update takes: a busy machine must not make it look like a hostile one. The second try is
   * each update's own.
   */
  protected readonly patience = { firstMs: 500, againMs: 1_000 };
  private child: Promise<ChildProcess> | null = null;
  private tail: Promise<unknown> = Promise.resolve();

  /** Add updates to a document one after the other, leaving out those that are refused. */
  merge(state: Uint8Array | null, updates: Uint8Array[]): Promise<MergeResult> {
    const result = this.tail.then(async () => {
      const began = performance.now();
      const merged = await this.mergeAll(state, updates);
      return { ...merged, tookMs: performance.now() - began };
    });
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** What a document says, under the name of its text; `null` where it cannot be read in bounded time and memory. */
  text(state: Uint8Array, name: string): Promise<string | null> {
    const result = this.tail.then(async () => {
      const answer = await this.send({ state, text: name }, this.patience.againMs);
      return answer === null ? null : readSchema.parse(answer).text;
    });
    this.tail = result.catch(() => undefined);
    return result;
  }

  async onApplicationShutdown(): Promise<void> {
    const child = await this.child?.catch(() => null);
    child?.kill('SIGKILL');
  }

  private async mergeAll(state: Uint8Array | null, updates: Uint8Array[]): Promise<Omit<MergeResult, 'tookMs'>> {
    const together = await this.ask(state, updates, this.patience.firstMs);
    if (together) return together;
    // One of them is to blame: each for itself.
    const outcomes: MergeOutcome[] = [];
    const until = performance.now() + APART_MS;
    for (const update of updates) {
      if (performance.now() > until) {
        outcomes.push({ refused: 'late' });
        continue;
      }
      const alone = await this.ask(state, [update], this.patience.againMs);
      if (alone) state = alone.state;
      outcomes.push(alone?.outcomes[0] ?? { refused: 'stuck' });
    }
    return { state, outcomes };
  }

  private async ask(state: Uint8Array | null, updates: Uint8Array[], ms: number): Promise<Merged | null> {
    const answer = await this.send({ state, updates }, ms);
    return answer === null ? null : mergedSchema.parse(answer);
  }

  /** `null` where the process got stuck or died of it. */
  private async send(work: object, ms: number): Promise<unknown> {
    const child = await this.running();
    const answer = await reply(child, ms, () => child.send(work, () => undefined));
    if (answer !== null) return answer;
    child.kill('SIGKILL');
    this.child = null;
    return null;
  }

  private async running(): Promise<ChildProcess> {
    const child = await this.child?.catch(() => null);
    if (child?.connected) return child;
    this.child = start();
    return this.child;
  }
}

async function start(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./merge.process.mjs', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    // It reads what strangers send: it is given nothing that could be of use to them.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // That it is gone is noticed by whoever waits for its answer.
  child.on('error', () => undefined);
  const answer = await reply(child, START_MS, () => undefined);
  if (answer !== 'ready') {
    child.kill('SIGKILL');
    throw new Error('The process that merges documents did not start.');
  }
  // It never keeps the server from ending.
  child.unref();
  child.channel?.unref();
  return child;
}

/** The next message of a process; `null` where it does not come in time or the process ends. */
function reply(child: ChildProcess, ms: number, ask: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    const done = (answer: unknown): void => {
      clearTimeout(timer);
      child.off('message', done);
      child.off('exit', gone);
      resolve(answer);
    };
    const gone = (): void => done(null);
    const timer = setTimeout(gone, ms);
    child.on('message', done);
    child.on('exit', gone);
    ask();
  });
}
