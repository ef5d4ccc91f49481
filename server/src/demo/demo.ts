import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PasswordHasher } from '../accounts/password.hasher.js';
import { VignetteLibrary } from '../calibration/vignette.library.js';
import { BootError } from '../config/boot.error.js';
import { loadEnv } from '../config/env.js';
import { createLog } from '../config/log.js';
import { migrate } from '../database/migrate.js';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { runProcess, type Part } from '../process.lifecycle.js';
import { startWebServer } from '../web.server.js';
import { DemoStore } from './demo.store.js';
import { DemoWorld } from './demo.world.js';

const PASSWORD = 'seven quiet herons';
const STAFF = 'staff@demo.example';
const SIZE = { seed: 7, people: 40, sheets: 560, days: 150 };
/** `--small`: enough to look at, in a fraction of the time. */
const SMALL = { ...SIZE, people: 12, sheets: 160 };
const size = process.argv.includes('--small') ? SMALL : SIZE;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run demo`: an instance of its own with simulated people and histories, in a folder that goes when it ends. It
 * never touches another instance's data: it takes no DATABASE_URL and no DATA_DIR.
 */
async function start(runs: (part: Part) => void): Promise<void> {
  const env = loadEnv('web');
  if (env.databaseUrl !== undefined) {
    throw new BootError('A demonstration has a database of its own: unset DATABASE_URL, or use `npm start`.');
  }
  const log = createLog(env);
  // An unprivileged Postgres must be able to pass through it, so it is not the 0700 that mkdtemp makes.
  const folder = mkdtempSync(join(tmpdir(), 'turnabout-demo-'));
  chmodSync(folder, 0o755);
  runs({ stop: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) });
  const embedded = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log });
  runs(embedded);
  await migrate(embedded.url, log);
  const store = await DemoStore.open(embedded.url, log);
  const [most, ...others] = await fill(store);
  await store.close();
  const staffEmails = [...env.staffEmails, STAFF];
  runs(
    await startWebServer(
      { ...env, databaseUrl: embedded.url, dataDir: join(folder, 'data'), smtpUrl: undefined, staffEmails, demo: true },
      log,
    ),
  );
  say(`The demonstration is running at ${env.publicUrl}; it is gone when you stop it.`);
  say(`Everybody in it is simulated. Sign in with the password "${PASSWORD}" as`);
  say(`  ${most?.email}: the longest history`);
  say(`  ${others.at(-1)?.email}: the shortest`);
  say(`  ${STAFF}: looks after the instance`);
}

async function fill(store: DemoStore): Promise<{ email: string }[]> {
  const started = performance.now();
  const flows = new FlowLibrary().list();
  const library = new VignetteLibrary();
  const world = new DemoWorld(size, { flows, vignettesOf: (track) => library.of(track) }, Date.now());
  const accounts = world.accounts();
  const profile = {
    tracks: ['ml-case' as const],
    level: 'senior' as const,
    languages: ['en' as const],
    goals: [],
    timeZone: 'UTC',
  };
  const staff = {
    id: '00000000-0000-4000-8000-00000000de30',
    email: STAFF,
    displayName: 'Staff',
    profile,
    since: new Date(),
  };
  await store.people([...accounts, staff], await new PasswordHasher().hash(PASSWORD));
  await store.vignettes(world.vignettes());
  for (const [index, session] of world.sessions.entries()) {
    await store.session(world.play(session, index));
    if (process.stdout.isTTY) process.stdout.write(`\rPlaying sessions: ${index + 1} of ${world.sessions.length}`);
  }
  if (process.stdout.isTTY) process.stdout.write('\n');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${accounts.length} simulated people have had ${world.sessions.length} sessions (${seconds} s).`);
  return accounts;
}

void runProcess(start);
