import 'reflect-metadata';
import { loadEnv } from './config/env.js';
import { createLog } from './config/log.js';
import { migrate } from './database/migrate.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { runProcess, type Part } from './process.lifecycle.js';
import { startWebServer } from './web.server.js';

/** The web process. Without DATABASE_URL it brings its own Postgres, and without REDIS_URL it does the jobs too. */
async function start(runs: (part: Part) => void): Promise<void> {
  const env = loadEnv('web');
  const log = createLog(env);
  let { databaseUrl } = env;
  if (databaseUrl === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
    runs(embedded);
    databaseUrl = embedded.url;
  }
  await migrate(databaseUrl, log);
  runs(await startWebServer({ ...env, databaseUrl }, log));
  console.log(`Turnabout is running at ${env.publicUrl}`);
  if (env.smtpUrl === undefined && env.secure) {
    log.warn('without SMTP_URL no mail is sent: nobody can confirm an address or set a new password');
  } else if (env.smtpUrl === undefined && env.host !== '127.0.0.1') {
    log.warn('without SMTP_URL no mail is sent: they are shown at /mailbox, to programs on this machine alone');
  }
}

void runProcess(start);
