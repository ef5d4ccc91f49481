import { computed, shallowRef } from 'vue';
import type { Comparison } from '#shared/contract/calibration.js';
import type { Track } from '#shared/interview/track.js';
import { onSessionEnd } from '../../api/session.js';
import { useOffer } from './useOffer.js';

/** The track whose answer lies open in the queue: it still does after a look at another page. */
const opened = shallowRef<Track | null>(null);
onSessionEnd(() => (opened.value = null));

/** Rating answers while one waits, one after another without leaving the queue. */
export function useMeanwhile(tracks: () => readonly Track[]) {
  const { offer, reload } = useOffer(tracks);
  const comparison = shallowRef<Comparison | null>(null);
  /** Counts answers, so that each begins anew. */
  const turn = shallowRef(0);
  /** There is one more answer in this track. */
  const more = computed(() => comparison.value?.more ?? false);

  function open(): void {
    opened.value = offer.value?.track ?? null;
  }

  function close(): void {
    opened.value = null;
    comparison.value = null;
    void reload();
  }

  function rated(next: Comparison): void {
    comparison.value = next;
    void reload();
  }

  function next(): void {
    comparison.value = null;
    turn.value++;
  }

  return { offer, opened, comparison, more, turn, open, close, rated, next };
}
