import { computed, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { levelSchema, trackSchema } from '#shared/interview/track.js';
import { call } from '../../api/http.js';
import { usePaged } from '../../api/usePaged.js';
import type { SessionFilter } from './sessions.presenter.js';

/** Past sessions, page by page, newest first; narrowed by what the address says. */
export function useSessions() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed<SessionFilter>(() => ({
    track: trackSchema.nullable().catch(null).parse(route.query.track),
    level: levelSchema.nullable().catch(null).parse(route.query.level),
  }));
  const paged = usePaged(async (before, signal) => {
    const query = { before, track: filter.value.track ?? undefined, level: filter.value.level ?? undefined };
    const { sessions, next } = await call('sessionHistory', { query }, { signal });
    return { items: sessions, next };
  });

  const narrowed = computed(() => filter.value.track !== null || filter.value.level !== null);

  watch(
    () => `${filter.value.track} ${filter.value.level}`,
    () => void paged.restart(),
  );

  function narrow(change: Partial<SessionFilter>): void {
    const { track, level } = { ...filter.value, ...change };
    void router.replace({ query: { ...route.query, track: track ?? undefined, level: level ?? undefined } });
  }

  return { ...paged, filter, narrowed, narrow };
}
