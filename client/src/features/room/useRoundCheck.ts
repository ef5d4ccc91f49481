import { type ComputedRef, onScopeDispose, readonly, type Ref, shallowRef, watch } from 'vue';
import type { RoundNumber } from '#shared/room/state.js';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';

const RETRY_MS = 3000;

/** The check of the flow that one interviews with. */
export interface RoundCheck {
  /** One may interview with it: the check was passed, here or in the library, or one has taken it as candidate. */
  licensed: Readonly<Ref<boolean>>;
  /** The answers that are all right: they are kept as a licence for good. */
  keep: (answers: number[]) => void;
}

/** Where nobody is there to keep a licence. */
export const NO_CHECK: RoundCheck = { licensed: shallowRef(false), keep: () => undefined };

/** What the server knows of the check, asked once a round; nothing in the room waits for it. */
export function useRoundCheck(room: string, round: ComputedRef<RoundNumber | null>): RoundCheck {
  const licensed = shallowRef(false);
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function untilAnswered(ask: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
    clearTimeout(timer);
    const { signal } = current;
    try {
      const known = await ask(signal);
      if (!signal.aborted) licensed.value = known;
    } catch (error) {
      const passing = !signal.aborted && asRefusal(error).code === 'UNAVAILABLE';
      if (passing) timer = setTimeout(() => void untilAnswered(ask), RETRY_MS);
    }
  }

  const params = () => ({ room, round: round.value === 1 ? ('1' as const) : ('2' as const) });

  function keep(answers: number[]): void {
    const asked = params();
    void untilAnswered(async (signal) => {
      const { licensedAt } = await call('passRoomCheck', { params: asked, body: { answers } }, { signal });
      return licensedAt !== null;
    });
  }

  watch(
    round,
    (now) => {
      current.abort();
      current = new AbortController();
      clearTimeout(timer);
      licensed.value = false;
      if (now === null) return;
      const asked = params();
      void untilAnswered(async (signal) => (await call('roomCheck', { params: asked }, { signal })).mayInterview);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    current.abort();
    clearTimeout(timer);
  });

  return { licensed: readonly(licensed), keep };
}
