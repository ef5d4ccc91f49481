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
import { FlowLibrary } from '../../flows/flow.library.js';
import { longestOf, readsOf } from './bench.reads.js';
import { BenchWorld, type Known } from './bench.world.js';
import { measure, type Latencies } from './http.load.js';
import { LapsedDrills } from './lapsed.drills.js';

const USAGE = `How long the numbers of the progress and interviewer pages take to be read, on a simulated platform of its own in a throw-away database.

  npm run bench:progress -- [--people 100000] [--sheets 1000000] [--rate 40] [--seconds 20] [--port 3110]

  --rate  requests per second, due at fixed times however long the answers take; of those that find a drill to have
          lapsed, which a job then settles, three others' come between two, and only they are measured
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
const NAME_WIDTH = 46;

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

async function load(client: pg.Client, size: Options): Promise<Known[]> {
  const started = performance.now();
  let next = 100_000;
  const flows = new FlowLibrary().list();
  const loaded = await new BenchWorld(client, flows, Date.now()).load(size, (done) => {
    if (done < next) return;
    log(`  ${done} rated rounds loaded after ${seconds(started)} s`);
    next += 100_000;
  });
  const drills = (kind: Known['drill']) => loaded.filter(({ drill }) => drill === kind).length;
  const longest = longestOf(loaded);
  log(
    `${loaded.length} people and ${size.sheets} rated rounds loaded in ${seconds(started)} s; ` +
      `the longest history has ${longest[0]?.sessions ?? 0} sessions, of ${longest.length} people; ` +
      `${drills('open')} have a drill open, ${drills('lapsed')} one that has lapsed`,
  );
  return loaded;
}

const HEADS = ['p50', 'p95', 'p99', 'most', 'kB', 'count', 'errors'];
const row = (name: string, figures: readonly string[]): string =>
  `${name.padEnd(NAME_WIDTH)}${figures.map((figure) => figure.padStart(8)).join('')}`;

function figuresOf({ p50, p95, p99, most, bytes, count, errors }: Latencies): string[] {
  return [...[p50, p95, p99, most, bytes / 1000].map((figure) => figure.toFixed(1)), String(count), String(errors)];
}

async function readAll(url: string, client: pg.Client, known: Known[], options: Options): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  // What only prepares a read must not make the disk busy beside it.
  await client.query('SET synchronous_commit = off');
  // Nor must what was loaded and solved just now.
  await client.query('CHECKPOINT');
  const lapsing = new LapsedDrills(client, known, Date.now());
  const reads = await readsOf(url, known);
  log(`\n${row('milliseconds', HEADS)}`);
  let holds = true;
  for (const { name, requests, lapse, among } of reads) {
    const before = lapse && ((account: string) => lapsing.lapse(account));
    const { rate, seconds: long } = options;
    const found = await measure({ url, requests, rate, seconds: long, agent, before, among });
    log(row(name, figuresOf(found)));
    holds &&= found.p99 <= ASKED_P99 && found.errors === 0;
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
  const client = new pg.Client({ connectionString: postgres.url });
  try {
    await migrate(postgres.url, createLog({ logLevel: 'silent' }));
    await client.connect();
    const known = await load(client, options);
    const settings = { DATABASE_URL: postgres.url, LOG_LEVEL: 'warn', NODE_ENV: 'production' };
    await ended(commandOf('ratings/cli/rebuild.js', settings));
    return await served(options, settings, (url) => readAll(url, client, known, options));
  } finally {
    await client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** While the server runs. */
async function served<T>(
  { port }: Options,
  settings: Record<string, string>,
  during: (url: string) => Promise<T>,
): Promise<T> {
  const url = `http://127.0.0.1:${port}`;
  const server = commandOf('main.js', { ...settings, PORT: String(port), RATE_LIMIT_FACTOR: '10000' });
  const over = ended(server);
  try {
    await ready(url);
    return await during(url);
  } finally {
    server.kill('SIGTERM');
    await over;
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
