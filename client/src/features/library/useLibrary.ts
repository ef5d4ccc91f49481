import { computed, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';
import { filtersOf, type Filters, groupsOf, NO_FILTERS, queryOf } from './filters.presenter.js';
import { flowGroups } from './library.presenter.js';

/** What was looked for last, so that the way back from a flow leads to where one was. */
const lastSearch = shallowRef<Record<string, string>>({});

export function useWayBack() {
  return computed(() => ({ path: '/library', query: lastSearch.value }));
}

/** The flows there are, and what of them is looked for: kept in the address, so that it can be shared and reloaded. */
export function useLibrary() {
  const route = useRoute();
  const router = useRouter();
  const { data, refusal, busy, reload } = useLoad((signal) => call('library', undefined, { signal }));
  const entries = computed(() => data.value?.flows ?? null);
  const filters = computed(() => filtersOf(route.query));
  const groups = computed(() => groupsOf(entries.value ?? [], filters.value));
  const found = computed(() => flowGroups(entries.value ?? [], filters.value));

  // On the way to another page the address is another's already.
  const isHere = () => route.path === '/library';
  watch(filters, (now) => isHere() && (lastSearch.value = queryOf(now)), { immediate: true });

  function look(next: Filters): void {
    if (isHere()) void router.replace({ query: queryOf(next) });
  }

  return { entries, refusal, busy, reload, filters, groups, found, look, clear: () => look(NO_FILTERS) };
}
