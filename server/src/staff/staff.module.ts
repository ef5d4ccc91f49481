import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { StaffJobsController } from './staff-jobs.controller.js';
import { StaffJobsService } from './staff-jobs.service.js';

/** What who looks after the instance sees of its inside. */
@Module({
  imports: [AccountsModule, AuditModule, JobsModule],
  controllers: [StaffJobsController],
  providers: [StaffJobsService],
})
export class StaffModule {}
