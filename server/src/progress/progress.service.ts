import { Injectable } from '@nestjs/common';
import { RANGES, type HistoryPoint, type Progress, type SessionRow } from '#shared/contract/progress.js';
import type { Level, Track } from '#shared/interview/track.js';
import { pageOf, parseCursor } from './cursor.js';
import { ProgressStore } from './progress.store.js';
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
    const [numbers, ends] = await Promise.all([this.store.numbers(account), this.store.ends(account, since(range))]);
    this.drills.wasSeen(account, numbers.drill);
    return progressOf(numbers, ends, this.drills.shown(numbers.drill));
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
}

function since(range: Range): Date {
  const days = RANGES[range];
  return new Date(days === null ? 0 : Date.now() - days * DAY_MS);
}
