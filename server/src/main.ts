import 'reflect-metadata';
import { loadEnv } from './config/env.js';
import { createLog } from './config/log.js';
import { migrate } from './database/migrate.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { runProcess, type Running } from './process.lifecycle.js';
import { startWebServer } from './web.server.js';

/** The web process. Without DATABASE_URL it brings its own Postgres, and without REDIS_URL it does the jobs too. */
async function start(): Promise<Running> {
  const env = loadEnv('web');
  const log = createLog(env);
  const embedded =
    env.databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir: env.dataDir, log }) : undefined;
  const databaseUrl = env.databaseUrl ?? embedded?.url;
  try {
    if (databaseUrl === undefined) throw new Error('there is no database');
    await migrate(databaseUrl, log);
    const web = await startWebServer({ ...env, databaseUrl }, log);
    console.log(`Turnabout is running at ${env.publicUrl}`);
    return {
      stop: async () => {
        await web.stop();
        await embedded?.stop();
      },
      abandon: () => embedded?.abandon(),
    };
  } catch (error) {
    await stopAfterFailure(embedded);
    throw error;
  }
}

async function stopAfterFailure(embedded: EmbeddedPostgres | undefined): Promise<void> {
  await embedded?.stop().catch(() => undefined);
}

void runProcess(start);
