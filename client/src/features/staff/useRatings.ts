import { computed, onScopeDispose, shallowRef } from 'vue';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';

/** While something is being solved, or was asked for just now, the page looks again after this. */
const LOOK_AGAIN_MS = 1_000;
const EXPECTED_MS = 20_000;

/** How the rating model stands; live while it is solved anew. */
export function useRatings() {
  const { data, refusal, busy, reload } = useLoad((signal) => call('staffRatings', undefined, { signal }));
  const asked = shallowRef<{ at: number; after: number } | null>(null);
  const asking = shallowRef(false);

  /** Asked for, and neither begun nor done yet. */
  const expected = computed(() => {
    if (asked.value === null || !data.value || data.value.running) return false;
    return data.value.current?.id === asked.value.after;
  });

  const timer = setInterval(() => {
    const waits = expected.value && asked.value !== null && Date.now() - asked.value.at < EXPECTED_MS;
    if ((waits || data.value?.running) && !busy.value) void reload();
    else if (!waits && !data.value?.running) asked.value = null;
  }, LOOK_AGAIN_MS);
  onScopeDispose(() => clearInterval(timer));

  async function solveAnew(): Promise<void> {
    asking.value = true;
    try {
      const after = data.value?.current?.id ?? -1;
      await call('solveAnew', { body: {} });
      asked.value = { at: Date.now(), after };
      await reload();
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
    } finally {
      asking.value = false;
    }
  }

  return { data, refusal, busy, reload, solveAnew, asking, expected };
}
