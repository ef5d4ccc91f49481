import type { DataSourceOptions } from 'typeorm';
import type { Log } from '../config/log.js';
import { migrations } from './migrations.js';

/** No statement of a request or a job takes so long; only migrations may. */
const STATEMENT_MS = 15_000;

/** How every process connects: bounded waits, so that an outage becomes a refusal within two seconds and not a queue. */
export function dataSourceOptions(
  url: string,
  pool: number,
  log: Log,
  { patient = false }: { patient?: boolean } = {},
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize: pool,
    connectTimeoutMS: 2000,
    applicationName: 'turnabout',
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    // A connection that breaks while idle raises an error on the pool; without a listener it would end the process.
    poolErrorHandler: (error: Error) => log.warn({ reason: error.message }, 'a database connection broke'),
    extra: {
      ...(patient ? {} : { statement_timeout: STATEMENT_MS }),
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
      // One that breaks in the very moment between being opened and being handed out has no other listener either.
      onConnect: (client: { on(event: 'error', listener: (error: Error) => void): void }) => {
        client.on('error', (error) => log.debug({ err: error }, 'a database connection broke'));
      },
    },
  };
}
