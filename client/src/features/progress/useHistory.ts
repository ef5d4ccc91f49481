import { computed, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { call } from '../../api/http.js';
import { usePaged } from '../../api/usePaged.js';
import type { Progress } from '#shared/contract/progress.js';
import { reachesBack } from './history.presenter.js';
import type { Comparison } from './trend.presenter.js';

/** So many pages at most are fetched to find one's earlier self. */
const PAGES_MOST = 30;
const DAYS = { '30': 30, '90': 90 } as const;
export type Against = keyof typeof DAYS | 'nobody';

/** Estimates after each sheet, page by page, newest first, and the earlier self they are compared with. */
export function useHistory(progress: () => Progress | undefined) {
  const route = useRoute();
  const router = useRouter();
  const paged = usePaged(async (before, signal) => {
    const { points, next } = await call('progressPoints', { query: { range: 'all', before } }, { signal });
    return { items: points, next };
  });

  const against = computed<Against>(() =>
    route.query.with === '30' || route.query.with === '90' ? route.query.with : 'nobody',
  );
  const comparison = computed<Comparison | null>(() =>
    against.value === 'nobody' || !paged.loaded.value ? null : { days: DAYS[against.value], now: Date.now() },
  );

  function compare(next: Against): void {
    void router.replace({ query: { ...route.query, with: next === 'nobody' ? undefined : next } });
  }

  /** Loads on until what stood back then is known of everything that is shown. */
  async function reachBack(): Promise<void> {
    for (let pages = 0; pages < PAGES_MOST && comparison.value; pages += 1) {
      const { days, now } = comparison.value;
      if (reachesBack(paged.items.value, days, now, progress()?.competencies ?? [])) return;
      if (!(await paged.more())) return;
    }
  }
  watch(comparison, () => void reachBack());

  return { ...paged, against, comparison, compare };
}
