import { readonly, shallowReadonly, shallowRef } from 'vue';
import { type ApiRefusal, asRefusal } from './refusal.js';
import { useLoad } from './useLoad.js';

interface Page<T> {
  items: readonly T[];
  /** The cursor of the page after it. */
  next: string | null;
}

/**
 * A list that comes page by page. `reload` fetches as many anew as there were, so that nobody loses their place;
 * `restart` begins again at the first page, as when something else is looked for.
 */
export function usePaged<T>(fetchPage: (before: string | undefined, signal?: AbortSignal) => Promise<Page<T>>) {
  const items = shallowRef<readonly T[]>([]);
  const next = shallowRef<string | null>(null);
  const fetching = shallowRef(false);
  const moreRefusal = shallowRef<ApiRefusal | null>(null);

  const first = useLoad(async (signal) => {
    let all: readonly T[] = [];
    let before: string | null | undefined;
    do {
      const page = await fetchPage(before ?? undefined, signal);
      all = [...all, ...page.items];
      before = page.next;
    } while (before !== null && all.length < items.value.length);
    signal.throwIfAborted();
    items.value = all;
    next.value = before;
    return true;
  });

  /** The next page. Gives back whether there was one. */
  async function more(): Promise<boolean> {
    const before = next.value;
    if (before === null || fetching.value) return false;
    fetching.value = true;
    moreRefusal.value = null;
    try {
      const page = await fetchPage(before);
      // The list may have been fetched anew meanwhile; then this page belongs to a list that is gone.
      if (next.value === before) {
        items.value = [...items.value, ...page.items];
        next.value = page.next;
      }
    } catch (error) {
      moreRefusal.value = asRefusal(error);
    }
    fetching.value = false;
    return moreRefusal.value === null;
  }

  function restart(): Promise<void> {
    items.value = [];
    next.value = null;
    return first.reload();
  }

  return {
    items: shallowReadonly(items),
    next: readonly(next),
    fetching: readonly(fetching),
    moreRefusal: readonly(moreRefusal),
    loaded: first.data,
    busy: first.busy,
    refusal: first.refusal,
    reload: first.reload,
    restart,
    more,
  };
}
