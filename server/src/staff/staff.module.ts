import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { RatingsModule } from '../ratings/ratings.module.js';
import { EpochListStore } from './epoch-list.store.js';
import { FlagService } from './flag.service.js';
import { FlagStore } from './flag.store.js';
import { StaffJobsController } from './staff-jobs.controller.js';
import { StaffJobsService } from './staff-jobs.service.js';
import { StaffRatingsController } from './staff-ratings.controller.js';
import { StaffRatingsService } from './staff-ratings.service.js';

/** What who looks after the instance sees of its inside. */
@Module({
  imports: [AccountsModule, AuditModule, JobsModule, RatingsModule],
  controllers: [StaffJobsController, StaffRatingsController],
  providers: [EpochListStore, FlagService, FlagStore, StaffJobsService, StaffRatingsService],
})
export class StaffModule {}
