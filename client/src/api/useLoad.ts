import { onScopeDispose, readonly, shallowRef } from 'vue';
import { type ApiRefusal, asRefusal } from './refusal.js';

/**
 * Something fetched for a page: at once, and again on `reload`. What was there stays while it is fetched anew, and when
 * fetching fails; an older answer never overwrites a newer one.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>) {
  const data = shallowRef<T>();
  const refusal = shallowRef<ApiRefusal | null>(null);
  const busy = shallowRef(false);
  let current = new AbortController();

  async function reload(): Promise<void> {
    current.abort();
    const { signal } = (current = new AbortController());
    busy.value = true;
    try {
      const answer = await load(signal);
      if (signal.aborted) return;
      data.value = answer;
      refusal.value = null;
    } catch (error) {
      if (signal.aborted) return;
      refusal.value = asRefusal(error);
    }
    busy.value = false;
  }

  onScopeDispose(() => current.abort());
  void reload();
  return { data, refusal: readonly(refusal), busy: readonly(busy), reload };
}
