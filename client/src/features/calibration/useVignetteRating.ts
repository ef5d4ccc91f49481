import { computed, onScopeDispose, readonly, ref, shallowRef, watch } from 'vue';
import type { Comparison, VignetteScore, VignetteToRate } from '#shared/contract/calibration.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { dropVignetteDraft, keepVignetteDraft, readVignetteDraft } from './vignette.draft.js';

const RETRY_MS = 3000;

/**
 * One vignette being rated: what is chosen is kept on this device at once, and sent once. The same scores keep their id
 * over every try, so that an answer lost on the way does no harm.
 */
export function useVignetteRating(
  { handle, competencies }: VignetteToRate,
  then: { rated: (comparison: Comparison) => void; gone: (refusal: ApiRefusal) => void },
) {
  const scores = ref(readVignetteDraft(handle, competencies));
  /** `waiting`: sent, no answer, and tried again until there is one. */
  const state = shallowRef<'idle' | 'sending' | 'waiting'>('idle');
  const refusal = shallowRef<ApiRefusal | null>(null);
  const missing = computed(() => competencies.filter((competency) => scores.value[competency] === undefined));
  let attempt: { id: string; content: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  watch(scores, (now) => keepVignetteDraft(handle, now), { deep: true });

  function choose(competency: string, score: VignetteScore): void {
    if (state.value === 'idle') scores.value[competency] = score;
  }

  async function submit(): Promise<void> {
    const given = competencies.flatMap((competency) => {
      const score = scores.value[competency];
      return score === undefined ? [] : [{ competency, score }];
    });
    const content = JSON.stringify(given);
    if (attempt?.content !== content) attempt = { id: crypto.randomUUID(), content };
    if (state.value === 'idle') state.value = 'sending';
    refusal.value = null;
    clearTimeout(timer);
    try {
      const comparison = await call('rateVignette', { body: { id: attempt.id, vignette: handle, scores: given } });
      state.value = 'idle';
      dropVignetteDraft(handle);
      if (!gone) then.rated(comparison);
    } catch (error) {
      settle(asRefusal(error));
    }
  }

  function settle(refused: ApiRefusal): void {
    if (refused.code === 'UNAVAILABLE' || refused.code === 'RATE_LIMITED') {
      state.value = 'waiting';
      if (!gone) timer = setTimeout(() => void submit(), refused.retryAfterMs ?? RETRY_MS);
      return;
    }
    state.value = 'idle';
    if (refused.code !== 'ALREADY_SUBMITTED' && refused.code !== 'NOT_FOUND') {
      refusal.value = refused;
      return;
    }
    // Rated in another tab, or revised meanwhile: what is next is another answer.
    dropVignetteDraft(handle);
    if (!gone) then.gone(refused);
  }

  onScopeDispose(() => {
    gone = true;
    clearTimeout(timer);
  });
  return { scores: readonly(scores), missing, state: readonly(state), refusal: readonly(refusal), choose, submit };
}
