import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { CompileService } from './compile.service.js';
import { EpochSolver } from './model/epoch.solver.js';
import { RatingSweep } from './rating.sweep.js';

@Injectable()
export class RatingWorker {
  constructor(runner: JobRunner, compiles: CompileService, solver: EpochSolver, sweep: RatingSweep) {
    runner.on('compile-sheet', (job) => compiles.compile(job.room));
    runner.on('solve-epoch', async (job) => void (await solver.solve(job.reason)));
    runner.sweep('ratings', () => sweep.run());
  }
}
