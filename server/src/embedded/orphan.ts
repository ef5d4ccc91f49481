import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { BootError } from '../config/boot.error.js';
import { connectOwner } from './owner.connection.js';
import { isAlive, isPostgres, readPostmaster } from './postmaster.js';
import type { Cluster } from './cluster.js';

/** How long an orphan may take to come up from a crash, and then to end by itself. */
const ANSWER_MS = 30_000;
const END_MS = 15_000;

/**
 * A killed server leaves its Postgres running. Stop it, so that ours starts with settings that are known; but never the
 * Postgres of a server that is still alive: that one holds the owner's lock.
 */
export async function stopOrphan(cluster: Cluster): Promise<void> {
  const orphan = await readPostmaster(cluster.folder);
  if (orphan === null) return;
  if (!(await runs(orphan.pid))) {
    // Left by a crash of the whole machine; its number may meanwhile belong to another process.
    await rm(join(cluster.folder, 'postmaster.pid'), { force: true });
    return;
  }
  const owner = await connectWithin(ANSWER_MS, cluster, orphan);
  if (owner === 'taken') {
    throw new BootError(
      `Another server is already running on the data folder ${cluster.folder}: stop it first, or set DATA_DIR and PORT to run a second one.`,
    );
  }
  await owner?.end();
  await end(orphan.pid);
}

async function connectWithin(
  ms: number,
  cluster: Cluster,
  orphan: { pid: number; port: number },
): Promise<Client | 'taken' | null> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline && (await runs(orphan.pid))) {
    try {
      return (await connectOwner(cluster, orphan.port)) ?? 'taken';
    } catch {
      await sleep(100);
    }
  }
  return null;
}

async function end(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + END_MS;
    while (Date.now() < deadline) {
      if (!(await runs(pid))) return;
      await sleep(25);
    }
  }
  throw new BootError(`The Postgres of an earlier run (process ${pid}) does not end: stop it by hand.`);
}

async function runs(pid: number): Promise<boolean> {
  return isAlive(pid) && (await isPostgres(pid));
}
