import { readonly, shallowRef } from 'vue';
import type { SessionRow } from '#shared/contract/progress.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';

/** Past sessions, page by page, newest first. */
export function useSessions() {
  const first = useLoad(async (signal) => {
    const page = await call('sessionHistory', { query: {} }, { signal });
    rows.value = page.sessions;
    next.value = page.next;
    return page;
  });
  const rows = shallowRef<readonly SessionRow[]>([]);
  const next = shallowRef<string | null>(null);
  const fetching = shallowRef(false);
  const moreRefusal = shallowRef<ApiRefusal | null>(null);

  async function more(): Promise<void> {
    const before = next.value;
    if (before === null || fetching.value) return;
    fetching.value = true;
    moreRefusal.value = null;
    try {
      const page = await call('sessionHistory', { query: { before } });
      // The list may have been fetched anew meanwhile; then this page belongs to a list that is gone.
      if (next.value === before) {
        rows.value = [...rows.value, ...page.sessions];
        next.value = page.next;
      }
    } catch (error) {
      moreRefusal.value = asRefusal(error);
    }
    fetching.value = false;
  }

  return {
    rows: readonly(rows),
    next: readonly(next),
    fetching: readonly(fetching),
    moreRefusal: readonly(moreRefusal),
    loaded: first.data,
    refusal: first.refusal,
    reload: first.reload,
    more,
  };
}
