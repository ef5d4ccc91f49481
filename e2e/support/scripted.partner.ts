import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SYSTEM_URL } from './system.url.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export interface ScriptedPartner {
  /** Resolves with its exit code when its session is over. */
  ended: Promise<number | null>;
  stop: () => void;
}

/** Starts `npm run partner` as it was built, for one session. */
export function startScriptedPartner(track: string, secondsBetween: number): ScriptedPartner {
  const options = ['--url', SYSTEM_URL, '--track', track, '--pace', String(secondsBetween), '--seat', 'B', '--once'];
  const child = spawn(process.execPath, ['dist/e2e/load/partner.js', ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { ended, stop: () => void child.kill() };
}
