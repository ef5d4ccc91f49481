import { Injectable } from '@nestjs/common';
import type { Progress } from '#shared/contract/progress.js';
import { seenFlows } from '#shared/flow/knowledge.js';
import type { Competency } from '#shared/interview/competency.js';
import { weakestOf, type Weakest } from '#shared/rating/weakest.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { chooseFlow } from './drill.choice.js';
import { DrillStore, type DrillRow } from './drill.store.js';
import { shownEstimate } from './progress.view.js';
import { ProgressStore, type Numbers } from './progress.store.js';

const DAY_MS = 86_400_000;
/** Spaced practice: a week after the session at the earliest, and two at the latest. */
const FROM_DAYS = 7;
const UNTIL_DAYS = 14;
/** A suggestion that has not come this long after the compile was lost on the way. */
const LOST_AFTER_MS = 5_000;

/** The weakest competency becomes a drill: a new flow that exercises it, a week or two later. */
@Injectable()
export class DrillService {
  constructor(
    private readonly transaction: Transaction,
    private readonly numbers: ProgressStore,
    private readonly store: DrillStore,
    private readonly flows: FlowLibrary,
    private readonly knowledge: KnowledgeService,
  ) {}

  /** After a compile: ends the drill that was done, and suggests the next where none is open. Repeatable. */
  async suggest(account: string): Promise<void> {
    const numbers = await this.numbers.numbers(account);
    const choose = await this.chooser(account, numbers);
    const now = new Date();
    await this.transaction.run(async (tx) => {
      await this.store.lock(tx.manager, account);
      const open = await this.store.open(tx.manager, account);
      if (!open || (await this.isEnded(tx, account, open, numbers, now)))
        await this.begin(tx, account, numbers, choose, now);
      // Taken without having been rated on it, or read meanwhile: it would be no drill.
      else if (open.flow !== null && choose(open.competency, open.flow) !== open.flow) {
        await this.store.changeFlow(tx.manager, open.id, choose(open.competency));
      }
      await this.store.thoughtAbout(tx.manager, account, now);
    });
  }

  /** What a crash between compile and job has lost. */
  async suggestLost(): Promise<void> {
    for (const account of await this.store.unthought(new Date(Date.now() - LOST_AFTER_MS))) await this.suggest(account);
  }

  /** The open drill as it is shown. */
  shown(open: DrillRow | null): Progress['drill'] {
    if (!open) return null;
    const { competency, reason, since, from, until } = open;
    const flow = this.flows.list().find(({ id }) => id === open.flow);
    const named = flow ? { id: flow.id, title: flow.title, track: flow.track } : null;
    return { competency, reason, flow: named, since, from, until };
  }

  private async isEnded(tx: Tx, account: string, open: DrillRow, numbers: Numbers, now: Date): Promise<boolean> {
    const sheets = await this.store.scoredSince(tx.manager, account, open.competency, open.since);
    if (sheets === 0) return false;
    await this.store.end(tx.manager, open.id, { after: shownEstimate(numbers, open.competency), sheets, now });
    return true;
  }

  private async begin(tx: Tx, account: string, numbers: Numbers, choose: Chooser, now: Date): Promise<void> {
    const weakest = weakestIn(numbers);
    const { last } = await this.store.taste(account);
    if (!weakest) return;
    const after = (last ?? now).getTime();
    await this.store.begin(tx.manager, account, {
      ...weakest,
      flow: choose(weakest.competency),
      since: now,
      from: new Date(after + FROM_DAYS * DAY_MS),
      until: new Date(after + UNTIL_DAYS * DAY_MS),
      before: shownEstimate(numbers, weakest.competency),
    });
  }

  private async chooser(account: string, { candidate }: Numbers): Promise<Chooser> {
    await this.flows.refresh();
    const seen = seenFlows(await this.knowledge.of(account));
    const { tracks, level } = await this.store.taste(account);
    const taste = { seen, tracks, level: level ?? candidate?.level ?? null };
    return (competency, only) => {
      const flows = this.flows.list().filter(({ id }) => only === undefined || id === only);
      return chooseFlow(flows, { competency, ...taste })?.id ?? null;
    };
  }
}

/** A new flow that exercises a competency, if any; `only`: whether it is this one. */
type Chooser = (competency: Competency, only?: string) => string | null;

function weakestIn({ candidate, facts }: Numbers): Weakest | null {
  return weakestOf(candidate?.competencies ?? [], facts?.signals ?? []);
}
