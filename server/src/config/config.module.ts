import { Module, type DynamicModule } from '@nestjs/common';
import { ENV, type Env } from './env.js';
import { LOG, type Log } from './log.js';

/** Gives the settings and the log to everybody. */
@Module({})
export class ConfigModule {
  static with(env: Env, log: Log): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: ENV, useValue: env },
        { provide: LOG, useValue: log },
      ],
      exports: [ENV, LOG],
    };
  }
}
