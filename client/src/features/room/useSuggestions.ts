import { computed } from 'vue';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import { rankCards, shortlist } from '#shared/flow/suggest.js';
import { elapsed, timeLeft } from '#shared/room/clock.js';
import { useThisRoom } from './room.context.js';
import { steadyClock } from './steady.clock.js';
import { currentStepId } from './steps.presenter.js';

/**
 * At most three cards for this moment, with the reason for each. The second probe of the card put last is not among
 * them: it stands beside that card's words.
 */
export function useSuggestions(flow: () => FlowScript) {
  const { state, view, now } = useThisRoom();
  const clock = computed(() => {
    const { round } = view.value;
    return round === null
      ? null
      : steadyClock(elapsed(state.value, round, now.value), timeLeft(state.value, now.value));
  });
  // Numbers of their own, so that nothing is ranked anew while they stay.
  const elapsedMs = computed(() => clock.value?.elapsedMs ?? 0);
  const remainingMs = computed(() => clock.value?.remainingMs ?? 0);

  return computed(() => {
    const { round, record, partner } = view.value;
    const step = currentStepId(state.value);
    if (round === null || !record || step === null) return [];
    const ranked = rankCards({
      flow: flow(),
      length: state.value.length,
      level: state.value.peers[partner.seat].level,
      step,
      record,
      elapsedMs: elapsedMs.value,
      remainingMs: remainingMs.value,
    });
    return shortlist(ranked.filter(({ second }) => !second));
  });
}
