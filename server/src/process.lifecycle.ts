import { BootError } from './config/boot.error.js';

const FORCED = 130;

/** What runs, and how it is ended. */
export interface Running {
  stop(): Promise<void>;
  /** Called where there is no time for `stop`: must return at once. */
  abandon(): void;
}

/**
 * Run a process from start to end: why it cannot start is said in one sentence; the first signal ends it in order, the
 * second at once. A signal while it starts is heeded as soon as it has started.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  let running: Running | null = null;
  let signalled = false;
  const end = async (): Promise<void> => {
    if (running === null) return;
    try {
      await running.stop();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (signalled) {
        running?.abandon();
        process.exit(FORCED);
      }
      signalled = true;
      if (running !== null) console.error('Stopping. A second Ctrl-C stops at once.');
      void end();
    });
  }
  try {
    running = await start();
  } catch (error) {
    console.error(error instanceof BootError ? error.message : error);
    process.exit(1);
  }
  if (signalled) await end();
}
