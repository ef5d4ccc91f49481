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
  const given = testDatabase();
  await makeEmpty(given);
  await migrate(given, createLog({ logLevel: 'silent' }));
  return joinTestApp(settings);
}

/** One more server beside the one that was started, on the same database. */
export async function joinTestApp(settings: Partial<Env> = {}): Promise<TestApp> {
  const own: Partial<Env> = { port: 0, host: '127.0.0.1', runsWorkers: true, logLevel: 'silent' };
  const env: Env = { ...loadEnv('web'), databaseUrl: testDatabase(), ...own, ...settings };
  const server = await startWebServer(env, createLog(env));
  return { app: server.app, url: `http://127.0.0.1:${server.port}`, close: () => server.stop() };
}

/** The database of this Jest worker. */
export function testDatabase(): string {
  const { databaseUrl } = loadEnv('web');
  if (databaseUrl === undefined)
    throw new Error('Integration tests run by their Jest project, which gives DATABASE_URL.');
  return databaseUrl;
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
