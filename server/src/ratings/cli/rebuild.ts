import 'reflect-metadata';
import { BootError } from '../../config/boot.error.js';
import { loadEnv } from '../../config/env.js';
import { createLog } from '../../config/log.js';
import { openDatabase } from '../../database/open.database.js';
import { Transaction } from '../../database/transaction.js';
import { startEmbeddedPostgres } from '../../embedded/embedded-postgres.js';
import type { Part } from '../../process.lifecycle.js';
import { EpochSolver } from '../model/epoch.solver.js';
import { EpochStore } from '../model/epoch.store.js';
import { LedgerStore } from '../model/ledger.store.js';
import { OutputStore } from '../model/output.store.js';
import { ReplicaService } from '../model/replica.service.js';

const BAR = 40;

/** Where the cursor can go back, a bar; else a line for each tenth. */
function draw(done: number, total: number): void {
  const share = total === 0 ? 1 : done / total;
  const bar = `${'█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░')} ${done} of ${total} people`;
  if (process.stdout.isTTY) process.stdout.write(`\r${bar}${done === total ? '\n' : ''}`);
  else if (done === total || Math.floor(10 * share) > Math.floor((10 * (done - 500)) / total)) {
    process.stdout.write(`${bar}\n`);
  }
}

/** Forgets what was compiled from sheets, and compiles all of it anew: `npm run rating:rebuild`. */
async function rebuild(runs: (part: Part) => void): Promise<void> {
  const env = loadEnv('web');
  const log = createLog(env);
  let { databaseUrl } = env;
  if (databaseUrl === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
    runs(embedded);
    databaseUrl = embedded.url;
  }
  const source = await openDatabase(databaseUrl, log);
  runs({ stop: () => source.destroy() });
  const ledger = new LedgerStore(source);
  const replica = new ReplicaService(ledger);
  runs({ stop: () => replica.discard() });
  const epochs = new EpochStore(source);
  // Who looks at numbers meanwhile is told by the server that they are connected to.
  const solver = new EpochSolver(new Transaction(source, log), ledger, epochs, new OutputStore(), replica);
  const started = performance.now();
  process.stdout.write('Reading the sheets and solving all of them …\n');
  const done = await solver.rebuild(draw);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(done ? `Rebuilt in ${seconds} s.\n` : 'All is being solved already: try again after that.\n');
}

async function main(): Promise<void> {
  const parts: Part[] = [];
  try {
    await rebuild((part) => parts.push(part));
  } catch (error) {
    console.error(error instanceof BootError ? error.message : error);
    process.exitCode = 1;
  } finally {
    for (const part of parts.toReversed()) await part.stop();
  }
}

void main();
