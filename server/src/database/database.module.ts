import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import { BootError } from '../config/boot.error.js';
import { dataSourceOptions } from './data-source.js';
import { DatabaseProbe } from './database.probe.js';
import { Transaction } from './transaction.js';

/** One pool of connections for the process, and `Transaction` for everybody. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ENV, LOG],
      useFactory: (env: Env, log: Log) => {
        if (env.databaseUrl === undefined) throw new BootError('No database was given to the application.');
        return { ...dataSourceOptions(env.databaseUrl, env.databasePool, log), retryAttempts: 1 };
      },
    }),
  ],
  providers: [DatabaseProbe, Transaction],
  exports: [DatabaseProbe, Transaction, TypeOrmModule],
})
export class DatabaseModule {}
