import { DataSource } from 'typeorm';
import type { Log } from '../config/log.js';
import { dataSourceOptions } from './data-source.js';
import { migrate } from './migrate.js';

/**
 * The database for a command that is no server, up to date; to be closed by `destroy`. Its statements take what they
 * take: somebody waits for them who can see that it goes on.
 */
export async function openDatabase(url: string, log: Log): Promise<DataSource> {
  await migrate(url, log);
  return new DataSource(dataSourceOptions(url, 4, log, { statementMs: 0 })).initialize();
}
