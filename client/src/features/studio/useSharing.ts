import { computed, shallowRef } from 'vue';
import type { PublishedFlow } from '#shared/contract/studio.js';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';
import { publishedLines } from './studio.presenter.js';

/** The published flows of this instance, for staff, a page at a time. */
export function useSharing() {
  const first = useLoad((signal) => call('publishedFlows', { query: {} }, { signal }));
  const later = shallowRef<{ flows: PublishedFlow[]; next: string | null } | null>(null);
  const busy = shallowRef(false);
  const lines = computed(
    () => first.data.value && publishedLines([...first.data.value.flows, ...(later.value?.flows ?? [])], Date.now()),
  );
  const next = computed(() => (later.value ?? first.data.value)?.next ?? null);

  async function more(): Promise<void> {
    if (next.value === null) return;
    await guarded(async () => {
      const page = await call('publishedFlows', { query: { before: next.value ?? undefined } });
      later.value = { flows: [...(later.value?.flows ?? []), ...page.flows], next: page.next };
    });
  }

  async function share(flow: string, title: string, version: number | null): Promise<void> {
    await guarded(async () => {
      await call('shareFlow', { params: { flow }, body: { version } });
      later.value = null;
      await first.reload();
      toast(version === null ? `“${title}” is private again.` : `Version ${version} of “${title}” is shared.`);
    });
  }

  /** The text of a version, to read before sharing it. */
  async function textOf(flow: string, version: number): Promise<string | null> {
    let text: string | null = null;
    await guarded(async () => {
      text = (await call('flowVersion', { params: { flow, version } })).text;
    });
    return text;
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    try {
      await work();
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
    }
    busy.value = false;
  }

  return { first, lines, next, busy, more, share, textOf };
}
