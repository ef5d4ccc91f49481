import { Controller } from '@nestjs/common';
import type { JobsOverview } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { StaffJobsService } from './staff-jobs.service.js';

@Controller()
export class StaffJobsController {
  constructor(private readonly jobs: StaffJobsService) {}

  @Serve('staffJobs')
  overview(@Input() { query }: ParsedInput<'staffJobs'>): Promise<JobsOverview> {
    return this.jobs.overview(query.before);
  }

  @Serve('replayJobs')
  replayAll(@Who() who: SignedIn): Promise<{ replayed: number; left: number }> {
    return this.jobs.replayAll(who);
  }

  @Serve('replayJob')
  replay(@Who() who: SignedIn, @Input() { params }: ParsedInput<'replayJob'>): Promise<void> {
    return this.jobs.replay(who, params.failure);
  }

  @Serve('dismissJob')
  dismiss(@Who() who: SignedIn, @Input() { params }: ParsedInput<'dismissJob'>): Promise<void> {
    return this.jobs.dismiss(who, params.failure);
  }
}
