import { Module } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import { BootError } from '../config/boot.error.js';
import { LOG, type Log } from '../config/log.js';
import { openJobBackend } from './job.backend.js';
import { JOB_BACKEND, JobQueue } from './job.queue.js';
import { JobRunner } from './job.runner.js';
import { JobFailureService } from './job-failure.service.js';
import { JobFailureStore } from './job-failure.store.js';

/** Work put off: BullMQ on Postgres, or on Redis where there is one. */
@Module({
  providers: [
    {
      provide: JOB_BACKEND,
      inject: [ENV, LOG],
      useFactory: (env: Env, log: Log) => {
        if (env.databaseUrl === undefined) throw new BootError('No database was given to the application.');
        return openJobBackend({ redisUrl: env.redisUrl, databaseUrl: env.databaseUrl }, log);
      },
    },
    JobFailureService,
    JobFailureStore,
    JobQueue,
    JobRunner,
  ],
  exports: [JobFailureService, JobQueue, JobRunner],
})
export class JobsModule {}
