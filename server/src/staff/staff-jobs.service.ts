import { Injectable } from '@nestjs/common';
import { jsonSchema } from '#shared/contract/report.js';
import type { JobsOverview } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { AuditService } from '../audit/audit.service.js';
import { JobFailureService } from '../jobs/job-failure.service.js';

/** Jobs, as staff see them: how many there are, and what became of those that died. */
@Injectable()
export class StaffJobsService {
  constructor(
    private readonly failures: JobFailureService,
    private readonly audit: AuditService,
  ) {}

  async overview(before?: string): Promise<JobsOverview> {
    const [{ failures, next, dead }, counts] = await Promise.all([this.failures.page(before), this.failures.counts()]);
    const lines = failures.map((failure) => ({ ...failure, payload: jsonSchema.parse(failure.payload ?? null) }));
    return { ...counts, dead, failures: lines, next };
  }

  replay(who: SignedIn, id: string): Promise<void> {
    return this.failures.replay(id, (tx, { about }) =>
      this.audit.decided(tx, who, 'job-replayed', { subject: id, note: about }),
    );
  }

  replayAll(who: SignedIn): Promise<{ replayed: number; left: number }> {
    return this.failures.replayAll((tx, { id, about }) =>
      this.audit.decided(tx, who, 'jobs-replayed', { subject: id, note: about }),
    );
  }

  dismiss(who: SignedIn, id: string): Promise<void> {
    return this.failures.dismiss(id, (tx, { about }) =>
      this.audit.decided(tx, who, 'job-dismissed', { subject: id, note: about }),
    );
  }
}
