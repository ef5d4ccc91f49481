import { shallowRef } from 'vue';
import type { HistoryPoint, SessionRow } from '#shared/contract/progress.js';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { download } from '../../ui/download.js';
import { toast } from '../../ui/toasts.js';
import { type Everything, fileName, interviewerCsv, jsonOf, pointsCsv, sessionsCsv } from './export.presenter.js';

export type Export = 'ratings' | 'sessions' | 'interviewer' | 'everything';

const CSV = { ratings: pointsCsv, sessions: sessionsCsv, interviewer: interviewerCsv };

/** All pages of a list. */
async function all<T>(fetchPage: (before?: string) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const found: T[] = [];
  let next: string | undefined;
  do {
    const page: { items: T[]; next: string | null } = await fetchPage(next);
    found.push(...page.items);
    next = page.next ?? undefined;
  } while (next !== undefined);
  return found;
}

/** All of one's own numbers, whatever the page has loaded of them. */
async function everything(): Promise<Everything> {
  const progress = await call('progress', { query: { range: 'all' } });
  const points = await all<HistoryPoint>(async (before) => {
    const page = await call('progressPoints', { query: { range: 'all', before } });
    return { items: page.points, next: page.next };
  });
  const sessions = await all<SessionRow>(async (before) => {
    const page = await call('sessionHistory', { query: { before } });
    return { items: page.sessions, next: page.next };
  });
  return { progress, points, sessions };
}

/** Takes one's numbers along as a file. */
export function useExport() {
  const busy = shallowRef(false);

  async function take(what: Export): Promise<void> {
    busy.value = true;
    try {
      const all = await everything();
      const now = Date.now();
      if (what === 'everything') download(fileName('progress', 'json', now), 'application/json', jsonOf(all, now));
      else download(fileName(what, 'csv', now), 'text/csv;charset=utf-8', CSV[what](all));
    } catch (error) {
      toast(`The file could not be made. ${asRefusal(error).message}`, { tone: 'alarm' });
    }
    busy.value = false;
  }

  return { busy, take };
}
