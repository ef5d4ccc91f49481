import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { CompileService } from './compile.service.js';
import { RevealService } from './reveal.service.js';
import { RevealStore } from './reveal.store.js';

/** A compile that has not come this long after the reveal was lost on the way and is asked for again. */
const LOST_AFTER_MS = 5_000;

@Injectable()
export class RatingWorker {
  constructor(runner: JobRunner, compiles: CompileService, reveals: RevealService, store: RevealStore) {
    runner.on('compile-ratings', (job) => compiles.compile(job.room));
    runner.sweep('ratings', async () => {
      for (const room of await store.due(new Date())) await reveals.consider(room);
      for (const room of await store.uncompiled(new Date(Date.now() - LOST_AFTER_MS))) await compiles.compile(room);
    });
  }
}
