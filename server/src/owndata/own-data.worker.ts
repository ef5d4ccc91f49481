import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { ErasureService } from './erasure.service.js';
import { ExportMaker } from './export.maker.js';
import { ExportSweep } from './export.sweep.js';

@Injectable()
export class OwnDataWorker {
  constructor(runner: JobRunner, maker: ExportMaker, exports: ExportSweep, erasure: ErasureService) {
    runner.on('export-account', (job) => maker.make(job.export));
    runner.on('erase-account', (job) => erasure.carryOut(job.account));
    runner.sweep('exports', () => exports.run());
    runner.sweep('erasures', () => erasure.sweep());
  }
}
