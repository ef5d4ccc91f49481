// One Postgres for all integration tests, one empty database per Jest worker: with a shared one, a worker takes the
// jobs of another. TEST_DATABASE_URL names a server to use instead of the embedded one.
import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { build, root } from '../server/scripts/build.mjs';

export default async function setup(globalConfig) {
  // Jest's own module mapping does not reach a global setup, nor the threads that the server starts: both take what was
  // built, which costs half a second.
  build({ ifStale: true, only: 'server' });
  const server = process.env.TEST_DATABASE_URL ?? (await startEmbedded());
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  for (let worker = 1; worker <= Math.max(1, globalConfig.maxWorkers); worker += 1) {
    await client.query(`DROP DATABASE IF EXISTS test_${worker} WITH (FORCE)`);
    await client.query(`CREATE DATABASE test_${worker}`);
  }
  await client.end();
  process.env.TEST_DATABASE_URL = server;
}

async function startEmbedded() {
  const launcher = pathToFileURL(join(root, 'dist/server/src/embedded/embedded-postgres.js')).href;
  const { startEmbeddedPostgres } = await import(launcher);
  const folder = mkdtempSync(join(tmpdir(), 'turnabout-tests-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  globalThis.integrationPostgres = { stop: () => postgres.stop(), folder };
  return postgres.url;
}
