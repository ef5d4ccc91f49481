import { computed, shallowRef } from 'vue';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { useNow } from '../../ui/useNow.js';

const PAUSE_MS = 30_000;

/** Sends the confirmation mail again, not oftener than makes sense. */
export function useResend(email: () => string) {
  const now = useNow();
  const notBefore = shallowRef(0);
  const busy = shallowRef(false);
  const sent = shallowRef(false);
  const refusal = shallowRef<ApiRefusal | null>(null);
  const waitSeconds = computed(() => Math.max(0, Math.ceil((notBefore.value - now.value) / 1000)));

  async function resend(): Promise<void> {
    busy.value = true;
    refusal.value = null;
    try {
      await call('resendConfirmation', { body: { email: email() } });
      sent.value = true;
      notBefore.value = Date.now() + PAUSE_MS;
    } catch (error) {
      refusal.value = asRefusal(error);
      notBefore.value = Date.now() + (refusal.value.retryAfterMs ?? 0);
    }
    busy.value = false;
  }

  return { busy, sent, refusal, waitSeconds, resend };
}
