import { Injectable } from '@nestjs/common';
import { RANGES, type HistoryPoint, type Progress, type SessionRow } from '#shared/contract/progress.js';
import type { Level, Track } from '#shared/interview/track.js';
import { pageOf, parseCursor } from './cursor.js';
import { ProgressStore, type Numbers } from './progress.store.js';
import { DrillService } from './drill.service.js';
import { DrillStore } from './drill.store.js';
import { progressOf, shownEstimate } from './progress.view.js';
import type { Competency } from '#shared/interview/competency.js';
import { SessionListStore } from './session-list.store.js';

const DAY_MS = 86_400_000;
const SESSIONS_A_PAGE = 20;
const POINTS_A_PAGE = 100;

type Range = keyof typeof RANGES;

/** The compiled numbers, for their owner. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly store: ProgressStore,
    private readonly sessionList: SessionListStore,
    private readonly drillStore: DrillStore,
    private readonly drills: DrillService,
  ) {}

  async of(account: string, range: Range): Promise<Progress> {
    const [numbers, points] = await Promise.all([
      this.current(account),
      this.store.points(account, { since: since(range), before: null, count: POINTS_A_PAGE }),
    ]);
    return progressOf(numbers, points, this.drills.shown(numbers.drill));
  }

  /** From now on; the same competency again changes nothing. */
  async setGoal(account: string, competency: Competency | null): Promise<void> {
    const numbers = await this.store.numbers(account);
    const before = competency && shownEstimate(numbers, competency);
    await this.drillStore.setGoal(account, competency, before, new Date());
  }

  async points(
    account: string,
    range: Range,
    before: string | undefined,
  ): Promise<{ points: HistoryPoint[]; next: string | null }> {
    const found = await this.store.points(account, {
      since: since(range),
      before: parseCursor(before),
      count: POINTS_A_PAGE + 1,
    });
    const { rows, next } = pageOf(found, POINTS_A_PAGE, ({ sheet }) => sheet);
    return { points: rows, next };
  }

  countSessions(account: string): Promise<number> {
    return this.sessionList.count(account);
  }

  async sessions(
    account: string,
    { before, track, level }: { before?: string | undefined; track?: Track | undefined; level?: Level | undefined },
  ): Promise<{ sessions: SessionRow[]; next: string | null }> {
    const filter = { track, level, before: parseCursor(before), count: SESSIONS_A_PAGE + 1 };
    const { rows, next } = pageOf(await this.sessionList.list(account, filter), SESSIONS_A_PAGE, ({ room }) => room);
    return { sessions: rows, next };
  }

  /**
   * A drill whose time has passed is looked at when somebody comes to see it: for those who do not come, nothing has to
   * be suggested every other week.
   */
  private async current(account: string): Promise<Numbers> {
    const numbers = await this.store.numbers(account);
    if (numbers.drill === null || numbers.drill.until > Date.now()) return numbers;
    await this.drills.suggest(account);
    return this.store.numbers(account);
  }
}

function since(range: Range): Date {
  const days = RANGES[range];
  return new Date(days === null ? 0 : Date.now() - days * DAY_MS);
}
