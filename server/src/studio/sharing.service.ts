import { Injectable } from '@nestjs/common';
import type { PublishedFlow } from '#shared/contract/studio.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { AuditService } from '../audit/audit.service.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { cursorFrom } from '../http/time.cursor.js';
import { noSuchFlow } from './studio.service.js';
import { VersionStore } from './version.store.js';

/** Staff let everybody in the instance use a flow. */
@Injectable()
export class SharingService {
  constructor(
    private readonly transaction: Transaction,
    private readonly versions: VersionStore,
    private readonly library: FlowLibrary,
    private readonly audit: AuditService,
  ) {}

  async published(who: SignedIn, before?: string): Promise<{ flows: PublishedFlow[]; next: string | null }> {
    const cursor = cursorFrom(before);
    await this.audit.read(who, 'flows-listed');
    const { flows, more } = await this.versions.published(cursor && { at: cursor.at, flow: cursor.id });
    const last = flows.at(-1);
    return { flows, next: more && last ? `${last.publishedAt}_${last.flow}` : null };
  }

  async share(who: SignedIn, flow: string, version: number | null): Promise<void> {
    await this.transaction.run(async (tx) => {
      if (!(await this.versions.share(tx.manager, flow, version, new Date()))) throw noSuchFlow();
      const action = version === null ? 'flow-unshared' : 'flow-shared';
      const note = version === null ? '' : `Version ${version}`;
      await this.audit.decided(tx, who, action, { subject: flow, note });
      tx.afterCommit(() => this.library.refresh('now'));
    });
  }
}
