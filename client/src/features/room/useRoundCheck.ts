import { computed, type ComputedRef, onScopeDispose, type Ref, shallowReadonly, shallowRef, watch } from 'vue';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import type { RoundNumber } from '#shared/room/state.js';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';

const RETRY_MS = 3000;

/** The check of the flow that one interviews with. Its answers are not here: whoever holds them grades. */
export interface RoundCheck {
  /** The questions as they are put; null until they are known, and for who need not answer them. */
  paper: Readonly<Ref<CheckPaper | null>>;
  /** One may interview with it: the check was passed, here or in the library, or one has taken it as candidate. */
  licensed: Readonly<Ref<boolean>>;
  /** Three right answers are kept as a licence for good. */
  send: (answers: number[]) => Promise<CheckResult>;
}

/** What the server knows of the check, asked once a round; nothing in the room waits for it. */
export function useRoundCheck(room: string, round: ComputedRef<RoundNumber | null>): RoundCheck {
  const known = shallowRef<{ paper: CheckPaper; licensed: boolean } | null>(null);
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const params = () => ({ room, round: round.value === 1 ? ('1' as const) : ('2' as const) });

  async function ask(signal: AbortSignal): Promise<void> {
    try {
      const { check, mayInterview } = await call('roomCheck', { params: params() }, { signal });
      if (!signal.aborted) known.value = { paper: check, licensed: mayInterview };
    } catch (error) {
      const passing = !signal.aborted && asRefusal(error).code === 'UNAVAILABLE';
      if (passing) timer = setTimeout(() => void ask(signal), RETRY_MS);
    }
  }

  async function send(answers: number[]): Promise<CheckResult> {
    const { signal } = current;
    const result = await call('passRoomCheck', { params: params(), body: { answers } });
    if (result.passed && known.value && !signal.aborted) known.value = { ...known.value, licensed: true };
    return result;
  }

  watch(
    round,
    (now) => {
      current.abort();
      current = new AbortController();
      clearTimeout(timer);
      known.value = null;
      if (now !== null) void ask(current.signal);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    current.abort();
    clearTimeout(timer);
  });

  return {
    paper: shallowReadonly(computed(() => known.value?.paper ?? null)),
    licensed: computed(() => known.value?.licensed ?? false),
    send,
  };
}
