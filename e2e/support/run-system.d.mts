export interface System {
  url: string;
  pid: number | undefined;
  /** Resolves with the exit code or the signal. */
  ended: Promise<number | string | null>;
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/** Starts the built one-box system and answers when it takes connections; see run-system.mjs. */
export function startSystem(options?: {
  port?: number;
  env?: Record<string, string>;
  data?: string;
  log?: string;
  /** Below `dist/server/src`. */
  program?: string;
  args?: string[];
  patienceMs?: number;
}): Promise<System>;
