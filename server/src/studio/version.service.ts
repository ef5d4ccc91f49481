import { Injectable } from '@nestjs/common';
import type { FlowVersion } from '#shared/contract/studio.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { StaffService } from '../accounts/staff.service.js';
import { AuditService } from '../audit/audit.service.js';
import { noSuchFlow } from './studio.service.js';
import { VersionStore } from './version.store.js';

/** Reading a published version: its author, and staff, of whom that stands in the log. */
@Injectable()
export class VersionService {
  constructor(
    private readonly versions: VersionStore,
    private readonly staff: StaffService,
    private readonly audit: AuditService,
  ) {}

  async read(id: string, version: number, who: SignedIn): Promise<FlowVersion> {
    const own = await this.versions.text(id, version, who.accountId);
    if (own !== null) return own;
    const found = this.staff.has(who) ? await this.versions.text(id, version, 'anybody') : null;
    if (found === null) throw noSuchFlow();
    await this.audit.read(who, 'flow-read', id);
    return found;
  }
}
