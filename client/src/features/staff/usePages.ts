import { computed, type ComputedRef, shallowRef } from 'vue';
import { asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';

interface Paged {
  next: string | null;
}

/** A list that comes page by page, and what is done to it. `fetch` gets the cursor of the page, or nothing for the first. */
export function usePages<P extends Paged, T>(
  fetch: (before: string | undefined, signal?: AbortSignal) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
) {
  const first = useLoad((signal) => fetch(undefined, signal));
  const later = shallowRef<{ items: readonly T[]; next: string | null } | null>(null);
  const busy = shallowRef(false);
  const items: ComputedRef<readonly T[] | undefined> = computed(
    () => first.data.value && [...itemsOf(first.data.value), ...(later.value?.items ?? [])],
  );
  const next = computed(() => (later.value ?? first.data.value)?.next ?? null);

  async function reload(): Promise<void> {
    later.value = null;
    await first.reload();
  }

  async function more(): Promise<void> {
    const before = next.value;
    if (before === null) return;
    await act(async () => {
      const page = await fetch(before);
      later.value = { items: [...(later.value?.items ?? []), ...itemsOf(page)], next: page.next };
    });
  }

  /** Does something, and says what is in its way. Whether it was done. */
  async function act(work: () => Promise<unknown>): Promise<boolean> {
    busy.value = true;
    try {
      await work();
      return true;
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { first, items, next, busy, more, reload, act };
}
