import { computed, onScopeDispose, shallowRef } from 'vue';
import type { QueueStatus } from '#shared/contract/queue.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { onSessionEnd } from '../../api/session.js';
import { useNow } from '../../ui/useNow.js';

/** The server drops a ticket that is silent for long; the socket says more often, this is the net below it. */
const POLL_MS = 10_000;

// One place in the queue for the whole page: the strip on every page and the queue's own page show the same.
const status = shallowRef<QueueStatus>();
const refusal = shallowRef<ApiRefusal | null>(null);
/** Since when one is in the queue, by the server's clock; a match that is offered does not end it. */
const enqueuedAt = shallowRef<number | null>(null);
/** The server's clock minus this device's. */
const clockAhead = shallowRef(0);

let followers = 0;
let stopWatching: (() => void) | undefined;
let opening: Promise<void> | undefined;
let timer: ReturnType<typeof setInterval> | undefined;
/** Counts what was taken, so that an answer that was overtaken on its way is left alone. */
let taken = 0;

onSessionEnd(() => {
  stop();
  status.value = undefined;
  enqueuedAt.value = null;
});

function take(next: QueueStatus): void {
  taken++;
  status.value = next;
  refusal.value = null;
  if (next.state === 'waiting') enqueuedAt.value = next.enqueuedAt;
  else if (next.state !== 'proposed') enqueuedAt.value = null;
  if ('now' in next) clockAhead.value = next.now - Date.now();
  if (live()) void watchSocket();
}

function live(): boolean {
  return status.value?.state === 'waiting' || status.value?.state === 'proposed';
}

async function refresh(): Promise<void> {
  const before = taken;
  try {
    const next = await call('queueStatus');
    if (taken === before) take(next);
  } catch (error) {
    refusal.value = asRefusal(error);
  }
}

/** The socket is fetched only once somebody is in the queue. */
async function watchSocket(): Promise<void> {
  if (stopWatching || opening || followers === 0) return;
  opening = import('../../api/socket.js').then(({ on, onOpen, request }) => {
    opening = undefined;
    if (followers === 0 || stopWatching) return;
    const watch = () =>
      request('queue:watch', {}).then(
        (answer) => take(answer.status),
        () => void refresh(),
      );
    const stops = [on('queue:status', take), onOpen(() => void watch())];
    stopWatching = () => stops.forEach((stopOne) => stopOne());
  });
  await opening.catch(() => (opening = undefined));
}

function start(): void {
  timer = setInterval(() => live() && void refresh(), POLL_MS);
  void refresh();
}

function stop(): void {
  clearInterval(timer);
  stopWatching?.();
  stopWatching = undefined;
}

/** Follows one's own place in the queue for as long as the scope lives. */
export function useQueueStatus() {
  if (followers++ === 0) start();
  onScopeDispose(() => {
    if (--followers === 0) stop();
  });

  const now = useNow(500);
  const waitedMs = computed(() =>
    enqueuedAt.value === null ? 0 : Math.max(0, now.value + clockAhead.value - enqueuedAt.value),
  );
  return {
    status: computed(() => status.value),
    refusal: computed(() => refusal.value),
    clockAhead: computed(() => clockAhead.value),
    waitedMs,
    refresh,
    take,
  };
}
