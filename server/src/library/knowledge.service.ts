import { Injectable } from '@nestjs/common';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import { gradeOf, paperOf } from '#shared/flow/check.js';
import type { Flow, FlowRef } from '#shared/flow/flow.schema.js';
import { knowledgeOf, type FlowKnowledge, type Knowledge, type Study } from '#shared/flow/knowledge.js';
import type { Tx } from '../database/transaction.js';
import { KnowledgeStore } from './knowledge.store.js';

/** Owns what somebody knows of flows: studied in the library, met in rooms, licensed by a check taken in either. */
@Injectable()
export class KnowledgeService {
  constructor(private readonly store: KnowledgeStore) {}

  async of(account: string): Promise<Knowledge> {
    const [studies, meetings] = await Promise.all([this.store.studies([account]), this.store.meetings(account)]);
    return { studies, meetings };
  }

  async ofFlow(account: string, flow: FlowRef): Promise<FlowKnowledge> {
    return knowledgeOf(flow, await this.of(account));
  }

  /** What these people have studied by now: the part of their knowledge that changes outside of rooms. */
  async studiesOf(tx: Tx, accounts: readonly string[]): Promise<Map<string, Study[]>> {
    const studies = new Map<string, Study[]>(accounts.map((account) => [account, []]));
    for (const row of await this.store.studies(accounts, tx.manager)) studies.get(row.account)?.push(row);
    return studies;
  }

  async hasOpenedBrief(account: string, flow: FlowRef): Promise<boolean> {
    return (await this.store.study(account, flow)) !== null;
  }

  /** From now on the flow counts as seen. */
  async openBrief(account: string, flow: FlowRef): Promise<void> {
    await this.store.open(account, flow, new Date());
  }

  /** The check as this person is put it next. */
  async paper(account: string, flow: Flow): Promise<CheckPaper> {
    const study = await this.store.study(account, flow);
    return paperOf(flow.checks, account, study?.attempts ?? 0);
  }

  /** Grade somebody's answers and keep the licence that all three right ones give. */
  async pass(account: string, flow: Flow, answers: readonly number[]): Promise<CheckResult> {
    const { passed, results } = gradeOf(flow.checks, answers);
    const { attempts, licensedAt } = await this.store.answered(account, flow, passed, new Date());
    return { passed, licensedAt, results, again: passed ? null : paperOf(flow.checks, account, attempts) };
  }
}
