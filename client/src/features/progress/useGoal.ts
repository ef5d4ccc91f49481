import { shallowRef } from 'vue';
import type { Competency } from '#shared/interview/competency.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';

/** Setting the goal, changing it, and taking it back (`null`). */
export function useGoal(changed: () => void) {
  const busy = shallowRef(false);
  const refusal = shallowRef<ApiRefusal | null>(null);

  /** Gives back whether it was taken. */
  async function set(competency: Competency | null): Promise<boolean> {
    busy.value = true;
    refusal.value = null;
    try {
      await call('setGoal', { body: { competency } });
      changed();
    } catch (error) {
      refusal.value = asRefusal(error);
    }
    busy.value = false;
    return refusal.value === null;
  }

  return { busy, refusal, set };
}
