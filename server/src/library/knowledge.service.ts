import { Injectable } from '@nestjs/common';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import { gradeOf, paperOf } from '#shared/flow/check.js';
import type { Flow, FlowRef } from '#shared/flow/flow.schema.js';
import { earnedFlows, knowledgeOf, type FlowKnowledge, type Knowledge } from '#shared/flow/knowledge.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { KnowledgeStore } from './knowledge.store.js';

/** Owns what somebody knows of flows: studied in the library, met in rooms, read in the studio, licensed by a check. */
@Injectable()
export class KnowledgeService {
  constructor(
    private readonly store: KnowledgeStore,
    private readonly transaction: Transaction,
  ) {}

  async of(account: string): Promise<Knowledge> {
    const [studies, meetings, read] = await Promise.all([
      this.store.studies([account]),
      this.store.meetings(account),
      this.store.read([account]),
    ]);
    return { studies, meetings, read: read.map(({ flow }) => flow) };
  }

  async ofFlow(account: string, flow: FlowRef): Promise<FlowKnowledge> {
    return knowledgeOf(flow, await this.of(account));
  }

  /** What these people know by now, but for their rooms: the part that changes while they wait for one. */
  async learntBy(tx: Tx, accounts: readonly string[]): Promise<(account: string) => Knowledge> {
    const studies = await this.store.studies(accounts, tx.manager);
    const read = await this.store.read(accounts, tx.manager);
    return (account) => ({
      studies: studies.filter((row) => row.account === account),
      meetings: [],
      read: read.filter((row) => row.account === account).map(({ flow }) => flow),
    });
  }

  /** The ids of the flows whose script somebody may read. */
  async earnedBy(account: string): Promise<ReadonlySet<string>> {
    return new Set(earnedFlows(await this.of(account)));
  }

  /**
   * Somebody reads the whole text of a flow; remembered as part of what lets them. For a room that is being opened this
   * moment it has been read before the flows were chosen, or it waits for that room.
   */
  async hasRead(tx: Tx, account: string, flow: string): Promise<void> {
    await this.store.lock(tx.manager, [account]);
    await this.store.addRead(tx.manager, account, flow);
  }

  /** These rooms are over and being written down: what was met in them is asked of their logs no more. Repeatable. */
  async keepMet(tx: Tx, rooms: readonly string[]): Promise<void> {
    await this.store.writeDown(tx.manager, rooms);
  }

  async hasOpenedBrief(account: string, flow: FlowRef): Promise<boolean> {
    return (await this.store.study(account, flow)) !== null;
  }

  /** From now on the flow counts as seen: also for a room that is being opened this moment, or it waits for that room. */
  async openBrief(account: string, flow: FlowRef): Promise<void> {
    await this.transaction.run(async ({ manager }) => {
      await this.store.lock(manager, [account]);
      await this.store.open(manager, account, flow, new Date());
    });
  }

  /** Until the transaction is over, none of these people opens a brief. */
  async holdStill(tx: Tx, accounts: readonly string[]): Promise<void> {
    await this.store.lock(tx.manager, accounts);
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
