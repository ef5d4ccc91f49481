import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../config/error.code.js';

/** A Postgres that runs, or ran, on a data folder. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** What `postmaster.pid` says: its first line is the process, its fourth the port. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 1 && Number.isInteger(port) ? { pid, port } : null;
}

/** Whether a process is there. One of another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Process numbers are used again: after a reboot the one in the file may be somebody else's. */
export async function isPostgres(pid: number): Promise<boolean> {
  const run = promisify(execFile);
  try {
    if (platform() === 'linux') {
      const [program] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
      return basename(program ?? '').startsWith('postgres');
    }
    if (platform() === 'win32') {
      const { stdout } = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh']);
      return stdout.includes('postgres');
    }
    const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]);
    return basename(stdout.trim()).startsWith('postgres');
  } catch {
    return false;
  }
}
