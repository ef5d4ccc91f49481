import { Injectable } from '@nestjs/common';
import type { Forkable, OpenFlow } from '#shared/contract/studio.js';
import type { FlowRef } from '#shared/flow/flow.schema.js';
import { Transaction } from '../database/transaction.js';
import { FlowLibrary, PUBLISHED_PREFIX } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { SessionGateService } from '../library/session-gate.service.js';
import { StudioService } from './studio.service.js';
import { VersionStore } from './version.store.js';

/** Beginning with what is there: a flow of one's own, a shared one, or one that was earned. */
@Injectable()
export class ForkService {
  constructor(
    private readonly transaction: Transaction,
    private readonly studio: StudioService,
    private readonly versions: VersionStore,
    private readonly library: FlowLibrary,
    private readonly knowledge: KnowledgeService,
    private readonly gate: SessionGateService,
  ) {}

  async forkable(account: string): Promise<Forkable[]> {
    await this.library.refresh();
    const earned = await this.knowledge.earnedBy(account);
    const own = (await this.studio.list(account)).flatMap(({ id, latest }) =>
      latest === null ? [] : { id: PUBLISHED_PREFIX + id, version: latest.version },
    );
    await this.library.hold(own);
    const ownIds = new Set(own.map(({ id }) => id));
    const mine = own.map((ref) => forkable(this.library.get(ref), 'own'));
    const others = this.library.list().flatMap((flow) => {
      if (flow.id.startsWith(PUBLISHED_PREFIX)) return ownIds.has(flow.id) ? [] : forkable(flow, 'shared');
      return earned.has(flow.id) ? forkable(flow, 'built-in') : [];
    });
    return [...mine, ...others];
  }

  async fork(account: string, ref: FlowRef): Promise<OpenFlow> {
    const room = await this.gate.refuseDuringSession(account);
    const source = ref.id.startsWith(PUBLISHED_PREFIX)
      ? await this.published(account, ref)
      : await this.builtIn(account, ref);
    if (source === null) throw new Refused('NOT_FOUND', 'There is no such flow that you may fork.');
    const id = await this.transaction.run(async (tx) => {
      await this.knowledge.hasRead(tx, account, ref.id);
      await this.gate.refuseWhereOneOpened(tx, account, room);
      return this.studio.begin(tx, account, source.text, source.title);
    });
    return this.studio.open(id, account);
  }

  private async published(account: string, ref: FlowRef): Promise<{ text: string; title: string } | null> {
    const source = await this.versions.sourceOf(ref);
    return source !== null && (source.shared || source.author === account) ? source : null;
  }

  private async builtIn(account: string, ref: FlowRef): Promise<{ text: string; title: string } | null> {
    const text = this.library.textOf(ref);
    if (text === undefined || !(await this.knowledge.earnedBy(account)).has(ref.id)) return null;
    return { text, title: this.library.get(ref).title };
  }
}

function forkable(
  { id, version, title, track }: Omit<Forkable, 'flow' | 'from'> & FlowRef,
  from: Forkable['from'],
): Forkable {
  return { flow: { id, version }, title, track, from };
}
