import type { Profile } from '#shared/contract/account.js';

/** Who is asking, as the session says. */
export interface SignedIn {
  sessionId: string;
  accountId: string;
  email: string;
  displayName: string;
  emailConfirmed: boolean;
  bot: boolean;
  profile: Profile | null;
}
