import { computed, onScopeDispose, shallowRef } from 'vue';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';

/** While something is being solved, or is asked for, the page looks again after this. */
const LOOK_AGAIN_MS = 1_000;

/** How the rating model stands; live while it is solved anew. */
export function useRatings() {
  const { data, refusal, busy, reload } = useLoad((signal) => call('staffRatings', undefined, { signal }));
  const asking = shallowRef(false);

  /** Asked for, by whomever of staff, and not begun yet. */
  const expected = computed(() => data.value?.wished === true && data.value.running === null);

  const timer = setInterval(() => {
    if ((data.value?.wished || data.value?.running) && !busy.value) void reload();
  }, LOOK_AGAIN_MS);
  onScopeDispose(() => clearInterval(timer));

  async function solveAnew(): Promise<void> {
    asking.value = true;
    try {
      await call('solveAnew', { body: {} });
      await reload();
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
    } finally {
      asking.value = false;
    }
  }

  return { data, refusal, busy, reload, solveAnew, asking, expected };
}
