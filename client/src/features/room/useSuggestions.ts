import { computed } from 'vue';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import { rankCards, shortlist } from '#shared/flow/suggest.js';
import { elapsed, timeLeft } from '#shared/room/clock.js';
import { useThisRoom } from './room.context.js';
import { currentStepId } from './steps.presenter.js';

/** Time alone changes the suggestions this seldom, so that a card does not move under the finger. */
const STEADY_MS = 10_000;

/**
 * At most three cards for this moment, with the reason for each. The second probe of the card put last is not among
 * them: it stands beside that card's words.
 */
export function useSuggestions(flow: () => FlowScript) {
  const { state, view, now } = useThisRoom();
  const steadyNow = computed(() => Math.floor(now.value / STEADY_MS) * STEADY_MS);

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
      elapsedMs: elapsed(state.value, round, steadyNow.value),
      remainingMs: timeLeft(state.value, steadyNow.value),
    });
    return shortlist(ranked.filter(({ second }) => !second));
  });
}
