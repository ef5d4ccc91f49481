import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { BootError } from '../config/boot.error.js';
import type { Log } from '../config/log.js';
import { lastComplaint, openCluster, ROLE, type Cluster } from './cluster.js';
import { stopOrphan } from './orphan.js';
import { clusterUrl, connectOwner } from './owner.connection.js';
import { findBinaries, type PostgresBinaries } from './postgres.binaries.js';

/** Coming up after a crash replays the log of changes, which may take a while. */
const START_MS = 120_000;
/** Wait for connections that are just being closed; then cut them; then without a last checkpoint; then by force. */
const STOPPING: [NodeJS.Signals, number][] = [
  ['SIGTERM', 2_000],
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
const LOG_MAX_BYTES = 5_000_000;

/** A real Postgres of our own on loopback, for one box. */
export interface EmbeddedPostgres {
  url: string;
  /** Ends it after its last transaction. */
  stop(): Promise<void>;
  /** Tells it to end and does not wait: for a process that has no time left. */
  abandon(): void;
}

/** Start the Postgres that keeps its data under `dataDir`. `BootError` says in one sentence why it cannot. */
export async function startEmbeddedPostgres(options: { dataDir: string; log?: Log }): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const cluster = await openCluster(options.dataDir, binaries);
  await stopOrphan(cluster);
  const server = new EmbeddedServer(cluster, binaries, await freePort(), options.log);
  await server.start();
  return server;
}

class EmbeddedServer implements EmbeddedPostgres {
  readonly url: string;
  private child: ChildProcess | null = null;
  private owner: Client | null = null;
  private stopping = false;
  private logOffset = 0;

  constructor(
    private readonly cluster: Cluster,
    private readonly binaries: PostgresBinaries,
    private readonly port: number,
    private readonly log: Log | undefined,
  ) {
    this.url = clusterUrl(cluster, port, ROLE);
  }

  async start(): Promise<void> {
    const child = await this.spawn();
    this.child = child;
    this.owner = await this.untilOwned(child);
    const { rowCount } = await this.owner.query('SELECT FROM pg_database WHERE datname = $1', [ROLE]);
    if (rowCount === 0) await this.owner.query(`CREATE DATABASE ${ROLE}`);
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      this.log?.error({ code, signal }, 'the embedded Postgres has ended by itself and is started again');
      void this.revive();
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.owner?.end().catch(() => undefined);
    for (const [signal, ms] of STOPPING) {
      const child = this.child;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.ref();
      child.kill(signal);
      await Promise.race([ended, sleep(ms, undefined, { ref: false })]);
    }
  }

  abandon(): void {
    this.stopping = true;
    this.child?.kill('SIGINT');
  }

  /** In a session of its own, so that a Ctrl-C in the terminal reaches the server first and Postgres last. */
  private async spawn(): Promise<ChildProcess> {
    const { folder, logFile, user } = this.cluster;
    const size = await stat(logFile).then(
      (found) => found.size,
      () => 0,
    );
    const log = await open(logFile, size > LOG_MAX_BYTES ? 'w' : 'a', 0o600);
    this.logOffset = size > LOG_MAX_BYTES ? 0 : size;
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      logging_collector: 'off',
      log_destination: 'stderr',
      timezone: 'UTC',
    };
    const child = spawn(
      this.binaries.postgres,
      ['-D', folder, '-p', String(this.port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      {
        detached: true,
        cwd: folder,
        stdio: ['ignore', log.fd, log.fd],
        ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
      },
    );
    child.once('error', () => undefined);
    child.unref();
    await log.close();
    return child;
  }

  private async untilOwned(child: ChildProcess): Promise<Client> {
    const deadline = Date.now() + START_MS;
    while (child.exitCode === null && child.signalCode === null && child.pid !== undefined && Date.now() < deadline) {
      const owner = await connectOwner(this.cluster, this.port).catch(() => null);
      if (owner !== null) return owner;
      await sleep(25);
    }
    child.kill('SIGQUIT');
    throw new BootError(
      `Postgres could not start: ${await lastComplaint(this.cluster, this.logOffset)} (its log is ${this.cluster.logFile})`,
    );
  }

  /** Its backends may outlive a killed Postgres for a moment and keep a new one from starting: try until it does. */
  private async revive(): Promise<void> {
    await this.owner?.end().catch(() => undefined);
    while (!this.stopping) {
      try {
        return await this.start();
      } catch (error) {
        this.log?.error({ err: error }, 'the embedded Postgres does not start again yet');
        await sleep(500);
      }
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
