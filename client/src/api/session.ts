import { computed, shallowRef } from 'vue';
import type { Account } from '#shared/contract/account.js';
import { call, onRefused } from './http.js';

/** Who is signed in on this browser. `undefined` until the server has been asked. */
const account = shallowRef<Account | null | undefined>(undefined);
/** Mails are shown at /mailbox instead of being sent: one's own machine. */
const mailbox = shallowRef(false);
/** One looks after this instance. */
const staff = shallowRef(false);
/** Everybody else in this instance is simulated. */
const demo = shallowRef(false);
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
      staff.value = answer.staff;
      demo.value = answer.demo;
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
  const another = account.value?.id !== next.id;
  account.value = next;
  if (another) void askForStaff();
}

/** An answer to a sign-in does not say it. Unknown counts as no: the server decides in any case. */
async function askForStaff(): Promise<void> {
  staff.value = false;
  const answer = await call('me').catch(() => null);
  if (answer && answer.account?.id === account.value?.id) staff.value = answer.staff;
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

/** Whether who is signed in looks after this instance, as far as it is known. */
export function looksAfterThis(): boolean {
  return staff.value && Boolean(account.value);
}

export function useSession() {
  return {
    account: computed(() => account.value ?? null),
    known: computed(() => account.value !== undefined),
    mailbox: computed(() => mailbox.value),
    staff: computed(looksAfterThis),
    demo: computed(() => demo.value),
  };
}
