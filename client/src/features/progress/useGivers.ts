import { shallowRef } from 'vue';
import type { SessionRow } from '#shared/contract/progress.js';
import { call } from '../../api/http.js';

/** So many pages at most are fetched for one rating. */
const PAGES_MOST = 30;

export type Givers = ReturnType<typeof useGivers>;

/**
 * Who gave a rating. Of the sessions that are listed it is known; of others, further back or narrowed away, it is looked
 * up page by page as soon as somebody wants to know.
 */
export function useGivers(listed: () => readonly SessionRow[]) {
  const found = shallowRef<ReadonlyMap<string, string>>(new Map());
  let wanted: string | null = null;
  let busy = false;
  let next: string | null | undefined;

  /** `null` as long as it is not known. */
  function nameOf(room: string): string | null {
    const row = listed().find((each) => each.room === room);
    return row?.partner.displayName ?? found.value.get(room) ?? null;
  }

  async function fetchPage(): Promise<void> {
    const page = await call('sessionHistory', { query: { before: next ?? undefined } });
    found.value = new Map([
      ...found.value,
      ...page.sessions.map(({ room, partner }) => [room, partner.displayName] as const),
    ]);
    next = page.next;
  }

  const missing = () => wanted !== null && next !== null && nameOf(wanted) === null;

  async function look(room: string): Promise<void> {
    wanted = room;
    if (busy) return;
    busy = true;
    try {
      for (let pages = 0; pages < PAGES_MOST && missing(); pages += 1) await fetchPage();
    } catch {
      // The rating stands there without a name; whoever points at it again has it looked up again.
    }
    busy = false;
  }

  return { nameOf, look };
}
