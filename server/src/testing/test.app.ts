import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { loadEnv, type Env } from '../config/env.js';
import { createLog } from '../config/log.js';
import { migrate } from '../database/migrate.js';
import { startWebServer } from '../web.server.js';

export interface TestApp {
  app: NestExpressApplication;
  /** Without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/** The whole server on a port of its own and an empty database. What is given replaces settings. */
export async function startTestApp(settings: Partial<Env> = {}): Promise<TestApp> {
  const given = loadEnv('web');
  if (given.databaseUrl === undefined)
    throw new Error('Integration tests run by their Jest project, which gives DATABASE_URL.');
  await makeEmpty(given.databaseUrl);
  const env: Env = { ...given, port: 0, host: '127.0.0.1', runsWorkers: true, logLevel: 'silent', ...settings };
  const log = createLog(env);
  await migrate(given.databaseUrl, log);
  const server = await startWebServer(env, log);
  return { app: server.app, url: `http://127.0.0.1:${server.port}`, close: () => server.stop() };
}

async function makeEmpty(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const beside = new URL(url);
  beside.pathname = '/postgres';
  const client = new pg.Client({ connectionString: beside.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
}
