import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  OWN_FLOWS_MAX,
  type DraftSaved,
  type FindingCounts,
  type OpenFlow,
  type OwnFlow,
} from '#shared/contract/studio.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { titleIn } from './draft.title.js';
import { OwnFlowStore } from './own-flow.store.js';
import { VersionStore } from './version.store.js';

export interface Draft {
  text: string;
  revision: number;
  findings: FindingCounts | null;
}

/** Drafts: for their author alone, and never right or wrong. */
@Injectable()
export class StudioService {
  constructor(
    private readonly transaction: Transaction,
    private readonly flows: OwnFlowStore,
    private readonly versions: VersionStore,
  ) {}

  list(author: string): Promise<OwnFlow[]> {
    return this.flows.list(author);
  }

  async open(id: string, author: string): Promise<OpenFlow> {
    const flow = await this.flows.read(id, author);
    if (flow === null) throw noSuchFlow();
    return { ...flow, versions: await this.versions.of(id) };
  }

  async create(author: string, text: string): Promise<OpenFlow> {
    const id = await this.transaction.run((tx) => this.begin(tx, author, text, null));
    return this.open(id, author);
  }

  /** As part of something: gives the id. `origin` is the title of the flow that the text was taken from. */
  async begin(tx: Tx, author: string, text: string, origin: string | null): Promise<string> {
    const id = randomUUID();
    const title = titleIn(text);
    if (await this.flows.insert(tx.manager, { id, author, title, text, origin, at: new Date() })) return id;
    throw new Refused('CONFLICT', `You have ${OWN_FLOWS_MAX} flows, as many as fit. Export and delete one first.`);
  }

  async save(id: string, author: string, { text, revision, findings }: Draft): Promise<DraftSaved> {
    const at = new Date();
    const saved = await this.flows.save(id, author, revision, { title: titleIn(text), text, findings, at });
    if (saved !== null) return { revision: saved, savedAt: at.getTime() };
    if ((await this.flows.draft(id, author)) === null) throw noSuchFlow();
    throw staleDraft();
  }

  async remove(id: string, author: string): Promise<void> {
    await this.transaction.run(async (tx) => {
      if ((await this.flows.lock(tx.manager, id, author)) === null) throw noSuchFlow();
      if (await this.versions.wasShared(tx.manager, id)) {
        throw new Refused('CONFLICT', 'This flow was shared, so rooms may have been opened with it: it stays.');
      }
      await this.versions.removeAll(tx.manager, id);
      await this.flows.remove(tx.manager, id);
    });
  }
}

export function noSuchFlow(): Refused {
  return new Refused('NOT_FOUND', 'There is no such flow.');
}

export function staleDraft(): Refused {
  return new Refused('STALE_DRAFT', 'This draft was saved from elsewhere since. Read it again, and save over that.');
}
