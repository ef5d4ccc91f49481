import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { createLog } from '../../config/log.js';
import { packageRoot } from '../../config/package.root.js';
import { migrate } from '../../database/migrate.js';
import { startEmbeddedPostgres } from '../../embedded/embedded-postgres.js';
import { RandomStream } from '#shared/rating/simulation/random-stream.js';
import { BenchWorld } from './bench.world.js';
import { measure, type Latencies } from './http.load.js';

const USAGE = `How long the progress page's numbers take to be read, on a simulated platform of its own in a throw-away database.

  npm run bench:progress -- [--people 100000] [--sheets 1000000] [--rate 40] [--seconds 20] [--port 3110]

  --rate  requests per second, due at fixed times however long the answers take
`;

const optionsSchema = z.object({
  people: z.coerce.number().int().min(100).default(100_000),
  sheets: z.coerce.number().int().min(100).default(1_000_000),
  rate: z.coerce.number().positive().default(40),
  seconds: z.coerce.number().min(1).default(20),
  port: z.coerce.number().int().default(3110),
});
type Options = z.infer<typeof optionsSchema>;

/** Milliseconds at the 99th percentile. */
const ASKED_P99 = 20;
const READY_MS = 60_000;
const RANDOM_USERS = 2_000;

const log = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

function commandOf(file: string, settings: Record<string, string>): ChildProcess {
  const script = join(packageRoot, 'dist/server/src', file);
  return spawn(process.execPath, ['--max-semi-space-size=64', '--heap-growing-percent=100', script], {
    env: settings,
    stdio: 'inherit',
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`A command ended with ${code}.`);
}

async function ready(url: string): Promise<void> {
  for (const end = Date.now() + READY_MS; Date.now() < end;) {
    const answer = await fetch(`${url}/api/queue`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The server did not start.');
}

async function load(databaseUrl: string, { people, sheets }: Options): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const started = performance.now();
    const loaded = await new BenchWorld(client).load(people, sheets, (done) => {
      if (done % 100_000 === 0) log(`  ${done} sheets loaded after ${seconds(started)} s`);
    });
    log(`${loaded.size} people and ${sheets} rated rounds loaded in ${seconds(started)} s`);
    return loaded;
  } finally {
    await client.end();
  }
}

const row = (name: string, { p50, p95, p99, most, count, errors }: Latencies): string =>
  `${name.padEnd(34)}${[p50, p95, p99, most].map((ms) => ms.toFixed(1).padStart(8)).join('')}${String(count).padStart(8)}${String(errors).padStart(8)}`;

async function readAll(url: string, people: Map<string, number>, { rate, seconds: time }: Options): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const chance = new RandomStream(1, 'readers');
  const accounts = [...people.keys()].sort();
  const readers = Array.from({ length: RANDOM_USERS }, () => accounts[chance.whole(accounts.length)] ?? '');
  const [longest = '', most = 0] = [...people].sort((a, b) => b[1] - a[1])[0] ?? [];
  log(`\n${'milliseconds'.padEnd(34)}     p50     p95     p99    most   count  errors`);
  let holds = true;
  for (const path of ['/api/progress', '/api/progress/points', '/api/progress/sessions']) {
    for (const [who, whose] of [
      ['random people', readers],
      [`longest history (${most})`, [longest]],
    ] as const) {
      const found = await measure({ url, path, accounts: whose, rate, seconds: time, agent });
      log(row(`${path.replace('/api', '')} ${who}`, found));
      holds &&= found.p99 <= ASKED_P99 && found.errors === 0;
    }
  }
  agent.destroy();
  return holds;
}

async function bench(options: Options): Promise<boolean> {
  const processors = cpus();
  log(
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
      `Node ${process.versions.node}, ${options.people} people, ${options.sheets} rated rounds`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'turnabout-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    await migrate(postgres.url, createLog({ logLevel: 'silent' }));
    const people = await load(postgres.url, options);
    const settings = { DATABASE_URL: postgres.url, LOG_LEVEL: 'warn', NODE_ENV: 'production' };
    await ended(commandOf('ratings/cli/rebuild.js', settings));
    const url = `http://127.0.0.1:${options.port}`;
    const server = commandOf('main.js', { ...settings, PORT: String(options.port), RATE_LIMIT_FACTOR: '10000' });
    const over = ended(server);
    try {
      await ready(url);
      return await readAll(url, people, options);
    } finally {
      server.kill('SIGTERM');
      await over;
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function main(): Promise<void> {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { people: number, sheets: number, rate: number, seconds: number, port: number, help: { type: 'boolean' } },
  });
  const options = optionsSchema.safeParse(values);
  if (values.help || !options.success) {
    log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const holds = await bench(options.data);
  log(`\nasked: ≤ ${ASKED_P99} ms at the 99th percentile, and no errors: ${holds ? 'holds' : 'does not hold'}`);
  if (!holds) process.exitCode = 1;
}

void main();
