import { computed, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { toast } from '../../ui/toasts.js';
import { rememberedRequest } from './practice.js';
import type { Waiting } from './queue.presenter.js';
import { useQueueStatus } from './useQueueStatus.js';

/** The queue's page: where one stands, and what one can do about it. */
export function useQueue() {
  const router = useRouter();
  const { status, refusal, clockAhead, waitedMs, refresh, take } = useQueueStatus();
  /** The last match ended because of one's own no, which needs other words than a silence. */
  const declined = shallowRef(false);
  const busy = shallowRef<'accept' | 'decline' | 'cancel' | 'again' | null>(null);

  /** One's place in the queue. It stays in view behind the question whether one accepts a match. */
  const waiting = shallowRef<Waiting | null>(null);
  const proposal = computed(() => (status.value?.state === 'proposed' ? status.value.proposal : null));
  const idle = computed(() => (status.value?.state === 'idle' ? status.value : null));
  /** The end of the thirty seconds on this device's clock. */
  const answerBy = computed(() => (proposal.value ? proposal.value.expiresAt - clockAhead.value : 0));

  watch(
    status,
    (next) => {
      if (next?.state === 'waiting') waiting.value = next;
      else if (next?.state !== 'proposed') waiting.value = null;
    },
    { immediate: true },
  );
  watch(
    () => (status.value?.state === 'in-room' ? status.value.room : null),
    (room) => room !== null && void router.replace(`/room/${room}`),
    { immediate: true },
  );

  async function act(what: NonNullable<typeof busy.value>, run: () => Promise<void>): Promise<void> {
    busy.value = what;
    try {
      await run();
    } catch (error) {
      const refused = asRefusal(error);
      // Overtaken by events: the status says what holds now.
      if (refused.code !== 'MATCH_OVER' && refused.code !== 'NOT_FOUND') toast(refused.message, { tone: 'alarm' });
      await refresh();
    }
    busy.value = null;
  }

  const answer = (accept: boolean) =>
    act(accept ? 'accept' : 'decline', async () => {
      const match = proposal.value?.match;
      declined.value = !accept;
      if (match) take(await call('answerMatch', { params: { match }, body: { accept } }));
    });

  const cancel = () =>
    act('cancel', async () => {
      await call('dequeue');
      take({ state: 'idle', ended: null });
      await router.replace('/home');
    });

  const again = () =>
    act('again', async () => {
      const body = rememberedRequest();
      if (body) take(await call('enqueue', { body }));
      else await router.replace('/home');
    });

  return {
    status,
    refusal,
    waitedMs,
    waiting,
    proposal,
    idle,
    declined,
    answerBy,
    busy,
    refresh,
    answer,
    cancel,
    again,
  };
}
