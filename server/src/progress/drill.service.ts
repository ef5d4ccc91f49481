import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { Progress } from '#shared/contract/progress.js';
import { seenFlows } from '#shared/flow/knowledge.js';
import type { Competency } from '#shared/interview/competency.js';
import { weakestOf, type Weakest } from '#shared/rating/weakest.js';
import { LOG, type Log } from '../config/log.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { JobQueue } from '../jobs/job.queue.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { chooseFlow } from './drill.choice.js';
import { fateOf, windowFrom, type Fate } from './drill.rule.js';
import { DrillStore, type DrillRow, type Circumstances } from './drill.store.js';
import { shownEstimate } from './progress.view.js';
import { ProgressStore, type Numbers } from './progress.store.js';

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
    private readonly jobs: JobQueue,
    private readonly publisher: RealtimePublisher,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Ends the drill that was done or has lapsed, as `fateOf` says, and suggests the next where none is open; whoever looks
   * at their numbers hears of it. Repeatable.
   */
  async suggest(account: string): Promise<void> {
    const numbers = await this.numbers.numbers(account);
    const person = await this.store.circumstances(account);
    const choose = await this.chooser(account, person, numbers);
    const now = new Date();
    await this.transaction.run(async (tx) => {
      await this.store.lock(tx.manager, account);
      const open = await this.store.open(tx.manager, account);
      const thought = { numbers, person, choose, now };
      const fate = open && (await this.settle(tx, account, open, thought));
      if (fate !== 'open' && fate !== 'held') await this.begin(tx, account, thought);
      const compiledAt = numbers.facts?.compiled_at ?? now.getTime();
      await this.store.thoughtAbout(tx.manager, account, compiledAt, now);
      if (isDeepStrictEqual(open, await this.store.open(tx.manager, account))) return;
      tx.afterCommit(() => this.publisher.toAccount(account, 'progress:changed', { compiledAt }));
    });
  }

  /**
   * A drill whose time has passed is thought about when somebody comes to see it: for those who do not come, nothing has
   * to be suggested every other week. They are shown it as it is, and told as soon as there is another.
   */
  wasSeen(account: string, drill: DrillRow | null): void {
    if (drill === null || drill.until > Date.now()) return;
    this.jobs
      .add({ name: 'drill-suggestion', account })
      .catch((err: unknown) => this.log.warn({ err }, 'a drill that may have lapsed is not thought about for now'));
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

  private async settle(
    { manager }: Tx,
    account: string,
    open: DrillRow,
    { numbers, person, choose, now }: Thought,
  ): Promise<Fate> {
    const evidence = await this.store.evidence(manager, account, open.competency, open.since);
    const fate = fateOf(open, evidence, { now: now.getTime(), zone: person.zone });
    if (fate === 'done') {
      const after = shownEstimate(numbers, open.competency);
      await this.store.end(manager, open.id, { after, sheets: evidence.rated.length, now });
    }
    if (fate === 'lapsed') await this.store.forget(manager, open.id);
    // Taken without having been rated on it, or read meanwhile: it would be no drill.
    if (fate === 'open' && open.flow !== null && choose(open.competency, open.flow) !== open.flow) {
      await this.store.changeFlow(manager, open.id, choose(open.competency));
    }
    return fate;
  }

  /** None while a session waits to be compiled: what is weakest, and how weak, is known after that. */
  private async begin({ manager }: Tx, account: string, { numbers, person, choose, now }: Thought): Promise<void> {
    const weakest = numbers.pending ? null : weakestIn(numbers);
    if (!weakest) return;
    await this.store.begin(manager, account, {
      ...weakest,
      ...windowFrom(person.last?.getTime() ?? null, now.getTime()),
      flow: choose(weakest.competency),
      since: now,
      before: shownEstimate(numbers, weakest.competency),
    });
  }

  private async chooser(account: string, { tracks, level }: Circumstances, { candidate }: Numbers): Promise<Chooser> {
    await this.flows.refresh();
    const seen = seenFlows(await this.knowledge.of(account));
    const taste = { seen, tracks, level: level ?? candidate?.level ?? null };
    return (competency, only) => {
      const flows = this.flows.list().filter(({ id }) => only === undefined || id === only);
      return chooseFlow(flows, { competency, ...taste })?.id ?? null;
    };
  }
}

/** What is known of somebody when their drill is thought about. */
interface Thought {
  numbers: Numbers;
  person: Circumstances;
  choose: Chooser;
  now: Date;
}

/** A new flow that exercises a competency, if any; `only`: whether it is this one. */
type Chooser = (competency: Competency, only?: string) => string | null;

function weakestIn({ candidate, facts }: Numbers): Weakest | null {
  return weakestOf(candidate?.competencies ?? [], facts?.signals ?? []);
}
