import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startSystem, type System } from '../support/run-system.mjs';
import { Door } from './door.js';
import { RedisServer } from './redis.server.js';

/** One cluster at a time in each of Playwright's workers. */
const LOGS = join('.cache/cluster', process.env.TEST_PARALLEL_INDEX ?? '0');
const UP_MS = 60_000;

interface Postgres {
  url: string;
  stop(): Promise<void>;
}

/** Several processes as a deployment has them: Postgres, Redis, web processes, and a worker that serves nobody. */
export class Cluster {
  readonly webs: System[] = [];
  private readonly doors: Door[] = [];
  private readonly workers: ChildProcess[] = [];
  private readonly apart: ChildProcess[] = [];

  private constructor(
    readonly redis: RedisServer,
    private readonly postgres: Postgres,
    private readonly folder: string | null,
  ) {}

  /** DATABASE_URL names an empty database to use; without it the embedded Postgres is started. Run from the root. */
  static async start(webs: number): Promise<Cluster> {
    mkdirSync(LOGS, { recursive: true });
    const given = process.env.DATABASE_URL;
    const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'turnabout-cluster-')) : null;
    const postgres = folder === null ? { url: given ?? '', stop: async () => {} } : await embedded(folder);
    const cluster = new Cluster(await RedisServer.start(), postgres, folder);
    try {
      // Together, as a deployment starts them: only one of them may migrate.
      await Promise.all([
        ...Array.from({ length: webs }, (_, index) => cluster.startWeb(index)),
        cluster.startWorker(),
      ]);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  get databaseUrl(): string {
    return this.postgres.url;
  }

  /** The web process of this place, started for the first time or again on its old port. */
  async startWeb(index: number): Promise<void> {
    const before = this.webs[index];
    this.webs[index] = await startSystem({
      env: this.environment(),
      log: join(LOGS, `web-${index}.log`),
      ...(before ? { port: Number(new URL(before.url).port) } : {}),
    });
  }

  async startWorker(): Promise<void> {
    await this.spawnWorker(this.workers, this.environment());
  }

  /** On another database of the same Postgres, without Redis: it is not one of those that are killed. */
  async startWorkerApart(databaseUrl: string): Promise<void> {
    await this.spawnWorker(this.apart, { ...this.environment(), DATABASE_URL: databaseUrl, REDIS_URL: undefined });
  }

  /** All workers, at once and without a word. */
  async killWorkers(): Promise<void> {
    await Promise.all(this.workers.map((worker) => end(worker, 'SIGKILL')));
  }

  /** A way in that prefers one web process and goes to the others when that one is gone. */
  async door(prefers: number): Promise<string> {
    const urls = this.webs.map(({ url }) => url);
    const door = await Door.open([...urls.slice(prefers), ...urls.slice(0, prefers)]);
    this.doors.push(door);
    return door.url;
  }

  /** At once: how they end when they are told to is a test of its own, and what they know goes with them. */
  async stop(): Promise<void> {
    for (const door of this.doors) door.shut();
    const workers = [...this.workers, ...this.apart];
    await Promise.all([
      ...this.webs.map((web) => web.stop('SIGKILL')),
      ...workers.map((worker) => end(worker, 'SIGKILL')),
    ]);
    await this.redis.kill();
    await this.postgres.stop();
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async spawnWorker(among: ChildProcess[], env: NodeJS.ProcessEnv): Promise<void> {
    const log = join(LOGS, `worker-${this.workers.length + this.apart.length}.log`);
    const output = openSync(log, 'w');
    const worker = spawn(process.execPath, ['--enable-source-maps', 'dist/server/src/worker.js'], {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    closeSync(output);
    among.push(worker);
    for (const deadline = Date.now() + UP_MS; Date.now() < deadline; await sleep(50)) {
      if (readFileSync(log, 'utf8').includes('Turnabout is doing jobs')) return;
      if (worker.exitCode !== null) break;
    }
    throw new Error(`The worker did not start. Its last words:\n${readFileSync(log, 'utf8').slice(-4000)}`);
  }

  private environment(): Record<string, string> {
    return {
      DATABASE_URL: this.postgres.url,
      REDIS_URL: this.redis.url,
      RATE_LIMIT_FACTOR: '10000',
      LOG_LEVEL: 'info',
    };
  }
}

/** The launcher as it was built: the only door to it is the system's own. */
async function embedded(folder: string): Promise<Postgres> {
  // The database's own user has to be able to pass through.
  chmodSync(folder, 0o755);
  const launcher: { startEmbeddedPostgres(options: { dataDir: string }): Promise<Postgres> } = await import(
    pathToFileURL('dist/server/src/embedded/embedded-postgres.js').href
  );
  return launcher.startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
