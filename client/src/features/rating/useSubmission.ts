import { onScopeDispose, readonly, shallowRef } from 'vue';
import type { Sheet } from '#shared/rating/sheet.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';

/** `waiting`: sent, no answer, and tried again until there is one. */
export type SubmitState = 'idle' | 'sending' | 'waiting';

const RETRY_MS = 3000;

/** Sends a sheet under an id. */
export type Deliver = (id: string, sheet: Sheet) => Promise<unknown>;

/**
 * Hands a sheet in, once. The same content keeps its id over every try, so that an answer lost on the way does no harm;
 * other content is another submission.
 */
export function useSubmission(deliver: Deliver, done: () => void) {
  const state = shallowRef<SubmitState>('idle');
  const refusal = shallowRef<ApiRefusal | null>(null);
  let attempt: { id: string; content: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function submit(sheet: Sheet): Promise<void> {
    const content = JSON.stringify(sheet);
    if (attempt?.content !== content) attempt = { id: crypto.randomUUID(), content };
    if (state.value === 'idle') state.value = 'sending';
    refusal.value = null;
    clearTimeout(timer);
    try {
      await deliver(attempt.id, sheet);
      finish();
    } catch (error) {
      settle(asRefusal(error), sheet);
    }
  }

  function settle(refused: ApiRefusal, sheet: Sheet): void {
    if (refused.code === 'UNAVAILABLE' || refused.code === 'RATE_LIMITED') {
      state.value = 'waiting';
      timer = setTimeout(() => void submit(sheet), refused.retryAfterMs ?? RETRY_MS);
    } else if (refused.code === 'ALREADY_SUBMITTED') {
      finish();
    } else {
      state.value = 'idle';
      refusal.value = refused;
    }
  }

  function finish(): void {
    state.value = 'idle';
    attempt = null;
    done();
  }

  onScopeDispose(() => clearTimeout(timer));
  return { state: readonly(state), refusal: readonly(refusal), submit };
}
