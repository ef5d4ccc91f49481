import { Injectable } from '@nestjs/common';
import type { ExportedFlow } from '#shared/contract/owndata.js';
import type { Tx } from '../database/transaction.js';
import { OwnFlowStore } from './own-flow.store.js';
import { VersionStore } from './version.store.js';

/** What somebody has written, for them to take along, and what becomes of it when they go. */
@Injectable()
export class AuthorshipService {
  constructor(
    private readonly flows: OwnFlowStore,
    private readonly versions: VersionStore,
  ) {}

  /** All flows of an author with every version, one at a time: they may be long. */
  async *of(author: string): AsyncGenerator<ExportedFlow> {
    for (const { id } of await this.flows.list(author)) {
      const flow = await this.flows.read(id, author);
      if (flow === null) continue;
      const { title, origin, savedAt, text } = flow;
      const versions: ExportedFlow['versions'] = [];
      for (const version of await this.versions.of(id)) {
        const published = await this.versions.text(id, version.version, author);
        if (published) versions.push({ ...version, text: published.text });
      }
      yield { title, origin, savedAt, text, versions };
    }
  }

  /**
   * The author is going: drafts go, and versions that were never shared. One that was stays as it was published, since
   * rooms may have been opened with it, and staff can still take it back.
   */
  async forget(tx: Tx, author: string): Promise<void> {
    await this.versions.removeUnshared(tx.manager, author);
    await this.flows.leaveTheShared(tx.manager, author);
  }
}
