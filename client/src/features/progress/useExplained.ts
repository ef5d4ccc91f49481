import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { type Explained, explainedOf } from './explain.presenter.js';

/** Which score is being explained, kept in the address: `?explain=data`. */
export function useExplained() {
  const route = useRoute();
  const router = useRouter();
  const explained = computed(() => explainedOf(route.query.explain));

  function explain(next: Explained | null): void {
    void router.replace({ query: { ...route.query, explain: next ?? undefined } });
  }

  return { explained, explain };
}
