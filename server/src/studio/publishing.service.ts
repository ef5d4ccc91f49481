import { Injectable } from '@nestjs/common';
import { VERSIONS_MAX, type OwnVersion } from '#shared/contract/studio.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary, PUBLISHED_PREFIX } from '../flows/flow.library.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { Refused } from '../http/refused.js';
import { OwnFlowStore } from './own-flow.store.js';
import { noSuchFlow, staleDraft } from './studio.service.js';
import { VersionStore } from './version.store.js';

/** The way from a draft to a version: nothing gets here that the linter has an error for. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly transaction: Transaction,
    private readonly flows: OwnFlowStore,
    private readonly versions: VersionStore,
    private readonly library: FlowLibrary,
    private readonly knowledge: KnowledgeService,
  ) {}

  async publish(id: string, author: string, revision: number): Promise<OwnVersion> {
    const draft = await this.flows.draft(id, author);
    if (draft === null) throw noSuchFlow();
    if (draft.revision !== revision) throw staleDraft();
    const flow = this.checked(draft.text);
    const at = new Date();
    return this.transaction.run(async (tx) => {
      const current = await this.flows.lock(tx.manager, id, author);
      if (current === null) throw noSuchFlow();
      if (current !== revision) throw staleDraft();
      const version = nextAfter(await this.versions.latest(tx.manager, id), draft.text);
      // An id of this instance's own: whatever the text says, no flow can pass for another.
      const content = { ...flow, id: PUBLISHED_PREFIX + id, version };
      await this.versions.insert(tx.manager, { flow: id, content, text: draft.text, at });
      await this.knowledge.hasRead(tx, author, content.id);
      return { version, publishedAt: at.getTime(), shared: false };
    });
  }

  private checked(text: string): Flow {
    const { value, findings } = this.library.check(text);
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (value === null || errors.length > 0) {
      const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
      const given = findings.map(({ path, ...finding }) => ({ ...finding, path: [...path] }));
      throw new Refused('FLOW_BROKEN', `The flow has ${count}; nothing was published.`, { findings: given });
    }
    if (!this.library.canRate(value.track)) {
      throw new Refused('CONFLICT', `${TRACK_NAMES[value.track]} cannot be rated here yet: choose another track.`);
    }
    return value;
  }
}

function nextAfter(latest: { version: number; text: string } | null, text: string): number {
  if (latest === null) return 1;
  if (latest.text === text) throw new Refused('CONFLICT', `Nothing has changed since version ${latest.version}.`);
  if (latest.version < VERSIONS_MAX) return latest.version + 1;
  throw new Refused('CONFLICT', `This flow has ${VERSIONS_MAX} versions, as many as fit: fork it to go on.`);
}
