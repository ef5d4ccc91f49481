import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BootError } from '../config/boot.error.js';
import { messageOf } from '../config/error.code.js';
import type { Log } from '../config/log.js';
import { dataSourceOptions } from './data-source.js';

/** Any number; the same in every process, so that two that start together migrate one after the other. */
const MIGRATION_LOCK = 1_764_000_000;

/** What to do where it is not Postgres that answers, and not all is taken that goes with the first message. */
const POOLER =
  ' A pooler in between has to let this pass, or to ignore it and to look for hosts that have vanished itself' +
  ' (PgBouncer: ignore_startup_parameters, tcp_keepidle); it has to keep sessions, for locks and prepared statements.';

const DURABLE = {
  fsync: (value: string) => value === 'on',
  full_page_writes: (value: string) => value === 'on',
  // `local`, `remote_write` and `remote_apply` flush to the own disk too.
  synchronous_commit: (value: string) => value !== 'off',
};

const shown = z.array(z.record(z.string(), z.string())).length(1);

/** Refuse a database that could lose what it has confirmed; then bring its tables up to date. */
export async function migrate(url: string, log: Log): Promise<void> {
  // On large tables a migration takes its time: cut off, it would begin anew with every start and never end.
  const source = new DataSource(dataSourceOptions(url, 2, log, { statementMs: 0 }));
  try {
    await source.initialize();
  } catch (error) {
    const reason = messageOf(error);
    throw new BootError(`The database cannot be reached: ${reason}.${/startup parameter/i.test(reason) ? POOLER : ''}`);
  }
  try {
    await refuseForgetful(source);
    const lock = source.createQueryRunner();
    await lock.connect();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      const ran = await source.runMigrations();
      if (ran.length > 0) log.info({ migrations: ran.map(({ name }) => name) }, 'migrated');
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    } finally {
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}

async function refuseForgetful(source: DataSource): Promise<void> {
  for (const [setting, holds] of Object.entries(DURABLE)) {
    const [row] = shown.parse(await source.query(`SHOW ${setting}`));
    const value = row?.[setting] ?? '';
    if (holds(value)) continue;
    throw new BootError(`The database has ${setting} = ${value} and could lose what it confirmed: set it to on.`);
  }
}
