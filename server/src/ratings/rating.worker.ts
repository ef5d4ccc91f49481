import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { CompileService } from './compile.service.js';
import { RatingSweep } from './rating.sweep.js';

@Injectable()
export class RatingWorker {
  constructor(runner: JobRunner, compiles: CompileService, sweep: RatingSweep) {
    runner.on('compile-sheet', (job) => compiles.compile(job.room));
    runner.sweep('ratings', () => sweep.run());
  }
}
