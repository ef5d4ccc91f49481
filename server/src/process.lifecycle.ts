import { BootError } from './config/boot.error.js';

const FORCED = 130;

/** Something that was started and has to be ended. */
export interface Part {
  stop(): Promise<void>;
  /** Where there is no time for `stop`: must return at once. */
  abandon?(): void;
}

/**
 * Run a process from start to end. `start` hands over each part as soon as it runs; the last is stopped first. Why the
 * process cannot start is said in one sentence. The first signal ends it in order, the second at once.
 */
export async function runProcess(start: (runs: (part: Part) => void) => Promise<void>): Promise<void> {
  const parts: Part[] = [];
  let started = false;
  let signalled = false;
  const end = async (code: number): Promise<never> => {
    for (const part of parts.toReversed()) {
      try {
        await part.stop();
      } catch (error) {
        console.error(error);
        code = 1;
      }
    }
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (signalled) {
        for (const part of parts) part.abandon?.();
        process.exit(FORCED);
      }
      signalled = true;
      console.error(signal === 'SIGINT' ? '\nStopping. A second Ctrl-C stops at once.' : 'Stopping.');
      // While it still starts, it is ended as soon as it has started.
      if (started) void end(0);
    });
  }
  try {
    await start((part) => parts.push(part));
  } catch (error) {
    console.error(error instanceof BootError ? error.message : error);
    // Half of it may be connecting still, and fails when the database goes: that is no news any more.
    process.on('uncaughtException', () => undefined);
    return end(1);
  }
  started = true;
  if (signalled) await end(0);
}
