import { useRouter } from 'vue-router';
import { ERASURE_PHRASE } from '#shared/contract/owndata.js';
import { routes } from '#shared/contract/http.js';
import { call } from '../../api/http.js';
import { endSession } from '../../api/session.js';
import { useForm } from '../accounts/useForm.js';

/** Deletes the account that is signed in, and goes where nobody has to be. */
export function useErasure() {
  const router = useRouter();
  const form = useForm(routes.eraseAccount.body, async (body) => {
    await call('eraseAccount', { body });
    await router.replace({ path: '/goodbye', state: { erased: true } });
    endSession();
  });

  function erase(phrase: string, password: string): Promise<boolean> {
    const typed = phrase.trim().toLowerCase();
    return form.submit({ phrase: typed === ERASURE_PHRASE ? ERASURE_PHRASE : phrase, password });
  }

  return { busy: form.busy, errors: form.errors, refusal: form.refusal, erase };
}
