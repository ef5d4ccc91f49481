import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { PublishedFlow } from '#shared/contract/studio.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { noSuchFlow } from './studio.service.js';
import { VersionStore } from './version.store.js';

const cursorSchema = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/);

/** Staff let everybody in the instance use a flow. */
@Injectable()
export class SharingService {
  constructor(
    private readonly transaction: Transaction,
    private readonly versions: VersionStore,
    private readonly library: FlowLibrary,
  ) {}

  async published(before?: string): Promise<{ flows: PublishedFlow[]; next: string | null }> {
    const { flows, more } = await this.versions.published(before === undefined ? null : parseCursor(before));
    const last = flows.at(-1);
    return { flows, next: more && last ? `${last.publishedAt}_${last.flow}` : null };
  }

  async share(flow: string, version: number | null): Promise<void> {
    await this.transaction.run(async (tx) => {
      if (!(await this.versions.share(tx.manager, flow, version, new Date()))) throw noSuchFlow();
      tx.afterCommit(() => this.library.refresh('now'));
    });
  }
}

function parseCursor(cursor: string): { at: Date; flow: string } {
  const parsed = cursorSchema.safeParse(cursor);
  if (!parsed.success) throw new Refused('BAD_REQUEST', '`before` must be the `next` of an earlier page.');
  const [at = '', flow = ''] = parsed.data.split('_');
  return { at: new Date(Number(at)), flow };
}
