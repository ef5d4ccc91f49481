import { computed, onScopeDispose, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { rangeSchema } from '#shared/contract/progress.js';
import { call } from '../../api/http.js';
import { on, onOpen } from '../../api/socket.js';
import { useLoad } from '../../api/useLoad.js';
import type { Range } from './range.presenter.js';

/** While a compile is under way the page also asks by itself, should the message that it is done be lost. */
const PENDING_MS = 8000;

/**
 * One's own numbers over a range that is kept in the address. When they were compiled anew they are renewed, and so is
 * what `also` fetches; what is shown stays until then.
 */
export function useProgress(also: () => void = () => undefined) {
  const route = useRoute();
  const router = useRouter();
  const range = computed(() => rangeSchema.catch('90').parse(route.query.range));
  const { data, refusal, busy, reload } = useLoad((signal) =>
    call('progress', { query: { range: range.value } }, { signal }),
  );

  let planned: ReturnType<typeof setTimeout> | undefined;
  function renew(): void {
    clearTimeout(planned);
    planned = undefined;
    void reload();
    also();
  }

  /** What everybody hears at once is not asked for at once. */
  function renewWithin(spreadMs: number): void {
    planned ??= setTimeout(renew, Math.random() * spreadMs);
  }

  watch(range, () => void reload());
  const stops = [
    on('progress:changed', ({ spreadMs }) => (spreadMs ? renewWithin(spreadMs) : renew())),
    onOpen(() => !busy.value && renew()),
  ];
  const timer = setInterval(() => data.value?.pending && void reload(), PENDING_MS);
  onScopeDispose(() => {
    stops.forEach((stop) => stop());
    clearTimeout(planned);
    clearInterval(timer);
  });

  function choose(next: Range): void {
    void router.replace({ query: { ...route.query, range: next } });
  }

  return { progress: data, refusal, busy, reload: renew, range, choose };
}
