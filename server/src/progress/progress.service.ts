import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RANGES, type Progress, type SessionRow } from '#shared/contract/progress.js';
import { Refused } from '../http/refused.js';
import { ProgressStore } from './progress.store.js';

const NOTHING_OVERALL: Progress['overall'] = {
  ...{ sheets: 0, raters: 0, shown: 'nothing', level: null, score: null, se: null },
  ...{ bands: null, percentile: null, explain: null },
};
const DAY_MS = 86_400_000;
const cursorSchema = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/);

@Injectable()
export class ProgressService {
  constructor(private readonly store: ProgressStore) {}

  async of(account: string, range: keyof typeof RANGES): Promise<Progress> {
    const days = RANGES[range];
    const since = new Date(days === null ? 0 : Date.now() - days * DAY_MS);
    const summary = await this.store.summary(account);
    const usefulness = await this.store.usefulness(account);
    return {
      compiledAt: summary?.compiled_at.getTime() ?? null,
      pending: await this.store.pending(account),
      sessions: summary?.sessions ?? 0,
      partners: summary?.partners ?? 0,
      overall: NOTHING_OVERALL,
      competencies: await this.store.competencies(account, since),
      selfOffset: null,
      byTrack: [],
      byLevel: [],
      raters: { harsh: 0, typical: 0, lenient: 0 },
      asInterviewer: {
        ...{ sheets: summary?.as_interviewer.sheets ?? 0, raters: 0, shown: 'nothing', score: null, se: null },
        skills: (summary?.as_interviewer.skills ?? []).map((entry) => ({ ...entry, score: null, se: null })),
        ...{ severity: null, consistency: null, spread: null },
        ...usefulness,
      },
      goal: null,
      drill: null,
      drilled: [],
    };
  }

  countSessions(account: string): Promise<number> {
    return this.store.countSessions(account);
  }

  async sessions(
    account: string,
    before: string | undefined,
  ): Promise<{ sessions: SessionRow[]; next: string | null }> {
    const { rows, more } = await this.store.sessions(account, before === undefined ? null : parseCursor(before));
    const last = rows.at(-1);
    return { sessions: rows, next: more && last ? `${last.at}_${last.room}` : null };
  }
}

function parseCursor(cursor: string): { at: Date; room: string } {
  const parsed = cursorSchema.safeParse(cursor);
  if (!parsed.success) throw new Refused('BAD_REQUEST', '`before` must be the `next` of an earlier page.');
  const [at = '', room = ''] = parsed.data.split('_');
  return { at: new Date(Number(at)), room };
}
