import { computed, reactive, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Profile } from '#shared/contract/account.js';
import type { QueueOverview, TicketRequest } from '#shared/contract/queue.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { trackSchema } from '#shared/interview/track.js';
import type { First } from './home.presenter.js';
import { rememberedRequest, rememberRequest } from '../queue/practice.js';
import { useQueueStatus } from '../queue/useQueueStatus.js';

/** What somebody wants to practise, and the button that starts looking for a partner. */
export function usePractice(profile: Profile | null, overview: () => QueueOverview | undefined) {
  const router = useRouter();
  const queue = useQueueStatus();
  const usual: TicketRequest = rememberedRequest() ?? {
    tracks: profile?.tracks ?? ['ml-case'],
    length: 'full',
    bridging: true,
  };
  /** A drill leads here with the track that it is practised in. */
  const drilled = trackSchema.safeParse(useRoute().query.track);
  const request = reactive<TicketRequest>(drilled.success ? { ...usual, tracks: [drilled.data] } : usual);
  const first = computed({
    get: (): First => request.first ?? 'either',
    set: (wish) => (request.first = wish === 'either' ? undefined : wish),
  });
  const busy = shallowRef(false);
  const refusal = shallowRef<ApiRefusal | null>(null);

  /** Chosen tracks that have questions; what is unknown is given the benefit of the doubt. */
  const tracks = computed(() =>
    request.tracks.filter((track) => overview()?.tracks.find((one) => one.track === track)?.flows !== 0),
  );

  async function start(): Promise<void> {
    busy.value = true;
    refusal.value = null;
    const body: TicketRequest = { ...request, tracks: [...tracks.value] };
    rememberRequest(body);
    try {
      queue.take(await call('enqueue', { body }));
      await router.push('/queue');
    } catch (error) {
      await explain(asRefusal(error));
    }
    busy.value = false;
  }

  async function explain(refused: ApiRefusal): Promise<void> {
    // Already on the way, from another tab or device: go where that leads.
    if (refused.code === 'ALREADY_QUEUED' || refused.code === 'IN_A_ROOM') await router.push('/queue');
    else refusal.value = refused;
  }

  return { request, first, tracks, busy, refusal, start, status: queue.status };
}
