import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { DrillService } from './drill.service.js';
import { SessionReportService } from './session-report.service.js';

@Injectable()
export class ProgressWorker {
  constructor(runner: JobRunner, drills: DrillService, reports: SessionReportService) {
    runner.on('drill-suggestion', (job) => drills.suggest(job.account));
    runner.on('session-report', (job) => reports.write(job.room));
    runner.sweep('drills', () => drills.suggestLost());
    runner.sweep('session reports', () => reports.writeLost());
  }
}
