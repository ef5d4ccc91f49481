import type { Reading } from './lint.reading.js';

/** Reads texts, one after another. */
export interface LinterPort {
  read(text: string): Promise<Reading>;
  close(): void;
}

interface Answer {
  number: number;
  reading: Reading;
}

/** The linter of the server, in a thread of its own, so that typing never waits for it. */
export function workerPort(): LinterPort {
  const worker = new Worker(new URL('./lint.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (reading: Reading) => void>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.number)?.(data.reading);
    waiting.delete(data.number);
  });
  return {
    read: (text) =>
      new Promise((resolve) => {
        const number = ++last;
        waiting.set(number, resolve);
        worker.postMessage({ number, text });
      }),
    close: () => worker.terminate(),
  };
}
