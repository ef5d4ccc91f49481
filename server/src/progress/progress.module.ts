import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LibraryModule } from '../library/library.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { DrillService } from './drill.service.js';
import { DrillStore } from './drill.store.js';
import { ProgressController } from './progress.controller.js';
import { ProgressService } from './progress.service.js';
import { ProgressStore } from './progress.store.js';
import { ProgressWorker } from './progress.worker.js';
import { SessionListStore } from './session-list.store.js';
import { SessionReportService } from './session-report.service.js';

/** The compiled numbers, for their owner. */
@Module({
  imports: [AccountsModule, FlowsModule, JobsModule, LibraryModule, RealtimeModule],
  controllers: [ProgressController],
  providers: [
    DrillService,
    DrillStore,
    ProgressService,
    ProgressStore,
    ProgressWorker,
    SessionListStore,
    SessionReportService,
  ],
  exports: [ProgressService],
})
export class ProgressModule {}
