import { useRouter } from 'vue-router';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { endSession } from '../../api/session.js';
import { toast } from '../../ui/toasts.js';

/** Ends this session, here and on the server. */
export function useSignOut() {
  const router = useRouter();

  async function signOut(): Promise<void> {
    try {
      await call('signOut');
    } catch (error) {
      const refusal = asRefusal(error);
      // Already signed out elsewhere is what was wished for; anything else is not done.
      if (refusal.code !== 'NOT_SIGNED_IN') {
        toast(refusal.message, { tone: 'alarm' });
        return;
      }
    }
    endSession();
    await router.push('/');
  }

  return { signOut };
}
