import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { on, onOpen } from '../../api/socket.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';

/** The debrief of a room: asked for anew when it is revealed or changed, and after the line was lost while it was sealed. */
export function useReport(room: () => string) {
  const { data, refusal, busy, reload } = useLoad((signal) => call('report', { params: { room: room() } }, { signal }));
  /** Marks made here that the loaded report does not know yet. */
  const marks = shallowRef<Readonly<Record<string, boolean | null>>>({});

  const stops = [
    on('report:revealed', (event) => event.room === room() && void reload()),
    on('report:changed', (event) => event.room === room() && void reload()),
    onOpen(() => !busy.value && data.value?.state !== 'revealed' && void reload()),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  watch(room, () => {
    data.value = undefined;
    marks.value = {};
    void reload();
  });

  const useful = computed(() => ({
    ...(data.value?.state === 'revealed' ? data.value.useful : {}),
    ...marks.value,
  }));

  /** Says of an item whether it helped; shown at once, and taken back when the server does not take it. */
  async function mark(item: string, helped: boolean | null): Promise<void> {
    const before = useful.value[item] ?? null;
    marks.value = { ...marks.value, [item]: helped };
    try {
      await call('markUseful', { params: { room: room(), item }, body: { useful: helped } });
    } catch (error) {
      if (marks.value[item] === helped) marks.value = { ...marks.value, [item]: before };
      toast(asRefusal(error).message, { tone: 'alarm' });
    }
  }

  return { report: data, refusal, busy, reload, useful, mark };
}
