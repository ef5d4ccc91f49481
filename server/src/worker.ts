import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { BootError } from './config/boot.error.js';
import { loadEnv } from './config/env.js';
import { createLog, FrameworkLog } from './config/log.js';
import { migrate } from './database/migrate.js';
import { runProcess, type Part } from './process.lifecycle.js';

/** A process that does jobs and serves nobody: any number of them may run beside the web processes. */
async function start(runs: (part: Part) => void): Promise<void> {
  const env = loadEnv('worker');
  const log = createLog(env);
  if (env.databaseUrl === undefined) throw new BootError('The setting DATABASE_URL is missing.');
  await migrate(env.databaseUrl, log);
  const app = await NestFactory.createApplicationContext(AppModule.with(env, log), {
    abortOnError: false,
    logger: new FrameworkLog(log),
  });
  runs({ stop: () => app.close() });
  console.log('Turnabout is doing jobs');
}

void runProcess(start);
