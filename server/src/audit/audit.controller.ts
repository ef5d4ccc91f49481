import { Controller } from '@nestjs/common';
import type { AuditEntry } from '#shared/contract/staff.js';
import { Input, Serve, type ParsedInput } from '../http/serve.decorator.js';
import { AuditService } from './audit.service.js';

@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Serve('staffAudit')
  page(@Input() { query }: ParsedInput<'staffAudit'>): Promise<{ entries: AuditEntry[]; next: string | null }> {
    return this.audit.page(query.before);
  }
}
