import { computed, shallowRef } from 'vue';
import type { Account } from '#shared/contract/account.js';
import { call, onRefused } from './http.js';

/** Who is signed in on this browser. `undefined` until the server has been asked. */
const account = shallowRef<Account | null | undefined>(undefined);
/** Mails are shown at /mailbox instead of being sent: one's own machine. */
const mailbox = shallowRef(false);
const endListeners = new Set<() => void>();
let asking: Promise<Account | null> | undefined;

onRefused((refusal) => {
  if (refusal.code === 'NOT_SIGNED_IN' && account.value) endSession();
});

/** Asks once who is signed in; later calls get the known answer. Throws `ApiRefusal` when the server can't be reached. */
export async function loadSession(): Promise<Account | null> {
  if (account.value !== undefined) return account.value;
  asking ??= call('me').then(
    (answer) => {
      account.value = answer.account;
      mailbox.value = answer.mailbox;
      asking = undefined;
      return answer.account;
    },
    (error: unknown) => {
      asking = undefined;
      throw error;
    },
  );
  return asking;
}

/** The account as the server gave it, after signing in or a change. */
export function keepAccount(next: Account): void {
  account.value = next;
}

/** Nobody is signed in any more: sockets close, and pages that need an account lead to the sign-in. */
export function endSession(): void {
  account.value = null;
  for (const listener of endListeners) listener();
}

/** Be told when the session ends. Gives back how to stop. */
export function onSessionEnd(listener: () => void): () => void {
  endListeners.add(listener);
  return () => endListeners.delete(listener);
}

export function useSession() {
  return {
    account: computed(() => account.value ?? null),
    known: computed(() => account.value !== undefined),
    mailbox: computed(() => mailbox.value),
  };
}
