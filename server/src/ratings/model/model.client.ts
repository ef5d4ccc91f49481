import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../config/package.root.js';
import { parsers, replySchema, type Answer, type Ask, type Exchange } from './model.messages.js';

/** Threads run what was built, also where the rest runs from the sources: it is the same code everywhere. */
const THREAD = join(packageRoot, 'dist/server/src/ratings/model/model.thread.js');

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** A thread that holds a state of the model. Once it has failed in any way it is of no use any more. */
export class ModelClient {
  private readonly worker = new Worker(THREAD);
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private ended: Error | null = null;

  constructor() {
    this.worker.on('message', (message: unknown) => this.take(message));
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('The thread of the rating model has ended.')));
    this.worker.unref();
  }

  get alive(): boolean {
    return this.ended === null;
  }

  async ask<E extends Exchange>(name: E, ask: Ask<E>): Promise<Answer<E>> {
    if (this.ended) throw this.ended;
    const id = (this.asked += 1);
    // While an answer is awaited the process is not to end; at all other times it never keeps it from ending.
    this.worker.ref();
    try {
      const answer = await new Promise<unknown>((resolve, reject) => {
        this.waiting.set(id, { resolve, reject });
        this.worker.postMessage({ id, name, ask });
      });
      return parsers[name].answer.parse(answer);
    } finally {
      this.waiting.delete(id);
      if (this.waiting.size === 0) this.worker.unref();
    }
  }

  async stop(): Promise<void> {
    this.end(new Error('The thread of the rating model was stopped.'));
    await this.worker.terminate();
  }

  private take(message: unknown): void {
    const reply = replySchema.parse(message);
    const waiting = this.waiting.get(reply.id);
    if ('error' in reply) waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply.answer);
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}
