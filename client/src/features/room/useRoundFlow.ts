import { type ComputedRef, onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { RoundNumber } from '#shared/room/state.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';

const RETRY_MS = 3000;

/** The flow of the round that one interviews in; fetched once a round, and tried again until it is here. */
export function useRoundFlow(room: string, round: ComputedRef<RoundNumber | null>) {
  const flow = shallowRef<FlowScript | null>(null);
  const refusal = shallowRef<ApiRefusal | null>(null);
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    current.abort();
    clearTimeout(timer);
    const { signal } = (current = new AbortController());
    if (round.value === null) return;
    try {
      const answer = await call('roomFlow', { params: { room, round: round.value === 1 ? '1' : '2' } }, { signal });
      if (signal.aborted) return;
      flow.value = answer;
      refusal.value = null;
    } catch (error) {
      if (signal.aborted) return;
      refusal.value = asRefusal(error);
      timer = setTimeout(() => void load(), RETRY_MS);
    }
  }

  watch(
    round,
    () => {
      flow.value = null;
      refusal.value = null;
      void load();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    current.abort();
    clearTimeout(timer);
  });

  return { flow: shallowReadonly(flow), refusal: shallowReadonly(refusal), reload: () => void load() };
}
