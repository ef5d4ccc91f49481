import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { PublishedFlow } from '#shared/contract/studio.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { StaffService } from '../accounts/staff.service.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { noSuchFlow } from './studio.service.js';
import { VersionStore } from './version.store.js';

const cursorSchema = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/);

/** Staff let everybody in the instance use a flow. To anybody else none of this is there. */
@Injectable()
export class SharingService {
  constructor(
    private readonly transaction: Transaction,
    private readonly versions: VersionStore,
    private readonly library: FlowLibrary,
    private readonly staff: StaffService,
  ) {}

  async published(who: SignedIn, before?: string): Promise<{ flows: PublishedFlow[]; next: string | null }> {
    this.admit(who);
    const { flows, more } = await this.versions.published(before === undefined ? null : parseCursor(before));
    const last = flows.at(-1);
    return { flows, next: more && last ? `${last.publishedAt}_${last.flow}` : null };
  }

  async share(who: SignedIn, flow: string, version: number | null): Promise<void> {
    this.admit(who);
    await this.transaction.run(async (tx) => {
      if (!(await this.versions.share(tx.manager, flow, version, new Date()))) throw noSuchFlow();
      tx.afterCommit(() => this.library.refresh('now'));
    });
  }

  private admit(who: SignedIn): void {
    if (!this.staff.has(who)) throw new Refused('NOT_FOUND', 'There is nothing at this address.');
  }
}

function parseCursor(cursor: string): { at: Date; flow: string } {
  const parsed = cursorSchema.safeParse(cursor);
  if (!parsed.success) throw new Refused('BAD_REQUEST', '`before` must be the `next` of an earlier page.');
  const [at = '', flow = ''] = parsed.data.split('_');
  return { at: new Date(Number(at)), flow };
}
