import type { DataSourceOptions } from 'typeorm';
import type { Log } from '../config/log.js';
import { migrations } from './migrations.js';
import { session, STATEMENT_MS } from './session.js';

/** How every process connects: bounded waits, so that an outage becomes a refusal within two seconds and not a queue. */
export function dataSourceOptions(
  url: string,
  pool: number,
  log: Log,
  { statementMs = STATEMENT_MS }: { statementMs?: number } = {},
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize: pool,
    connectTimeoutMS: 2000,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    // A connection that breaks while idle raises an error on the pool; without a listener it would end the process.
    poolErrorHandler: (error: Error) => log.warn({ reason: error.message }, 'a database connection broke'),
    extra: {
      ...session(url, { name: 'turnabout', statementMs, log }),
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}
