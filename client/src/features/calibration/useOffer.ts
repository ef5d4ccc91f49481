import { computed } from 'vue';
import type { Track } from '#shared/interview/track.js';
import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';
import { offerOf } from './calibration.presenter.js';

/** What there is to calibrate in these tracks. It is an offer: where it can't be told, nothing is said. */
export function useOffer(tracks: () => readonly Track[]) {
  const { data, reload } = useLoad((signal) => call('calibration', undefined, { signal }));
  return { offer: computed(() => (data.value ? offerOf(data.value, tracks()) : null)), reload };
}
