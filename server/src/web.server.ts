import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { BootError } from './config/boot.error.js';
import type { Env } from './config/env.js';
import { codeOf } from './config/error.code.js';
import { FrameworkLog, type Log } from './config/log.js';
import { Readiness } from './health/readiness.js';
import { setUpHttp } from './http/http.setup.js';

/** How long requests under way may take when the server is told to end. */
const DRAIN_MS = 10_000;
/** Where several processes share the work, the balancer needs a moment to notice that this one is leaving. */
const NOTICE_MS = 2_000;

/** A server that takes connections. */
export interface WebServer {
  /** The port that was taken: another than asked for only where that was 0. */
  port: number;
  app: NestExpressApplication;
  /** Not ready → no new connections → what is under way ends, at most ten seconds → everything closed. */
  stop(): Promise<void>;
}

/** Put the application together and listen. The database must be migrated. */
export async function startWebServer(env: Env, log: Log): Promise<WebServer> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(env, log), {
    bodyParser: false,
    abortOnError: false,
    logger: new FrameworkLog(log),
    forceCloseConnections: false,
  });
  setUpHttp(app, env, log);
  try {
    await app.init();
    // Not by the framework, which would log a port in use as an error of its own before we can say what to do.
    app.getHttpServer().listen(env.port, env.host);
    await once(app.getHttpServer(), 'listening');
  } catch (error) {
    await app.close();
    throw listenError(error, env);
  }
  const address: unknown = app.getHttpServer().address();
  return { port: portOf(address) ?? env.port, app, stop: () => stop(app, env, log) };
}

async function stop(app: NestExpressApplication, env: Env, log: Log): Promise<void> {
  app.get(Readiness).beginShutdown();
  if (env.redisUrl !== undefined) await sleep(NOTICE_MS);
  const server = app.getHttpServer();
  const overdue = setTimeout(() => {
    log.warn('requests under way were cut off');
    server.closeAllConnections();
  }, DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(overdue);
  }
}

function portOf(address: unknown): number | undefined {
  if (typeof address !== 'object' || address === null || !('port' in address)) return undefined;
  return typeof address.port === 'number' ? address.port : undefined;
}

function listenError(error: unknown, env: Env): unknown {
  if (codeOf(error) === 'EADDRINUSE') {
    return new BootError(
      `Port ${env.port} is in use by another program: stop that one, or set PORT to a free one, such as PORT=${env.port + 1}.`,
    );
  }
  if (codeOf(error) === 'EACCES') {
    return new BootError(`Port ${env.port} may not be used by an ordinary user: set PORT to one above 1023.`);
  }
  if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'ENOTFOUND') {
    return new BootError(`The setting HOST is not usable: ${env.host} is no address of this machine.`);
  }
  return error;
}
