import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { MailService } from '../mail/mail.service.js';
import { AccountMails } from './account.mails.js';
import { AccountStore } from './account.store.js';
import { PasswordCheck } from './password.check.js';
import { SessionService } from './session.service.js';
import type { SignedIn } from './signed-in.js';

/** The end of an account, as far as accounts know of it. */
@Injectable()
export class AccountErasureService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordCheck,
    private readonly sessions: SessionService,
    private readonly mails: MailService,
    private readonly letters: AccountMails,
  ) {}

  /** Refuses with `WRONG_CREDENTIALS`, and with `RATE_LIMITED` whoever guesses, by the limits of signing in. */
  async requirePassword(who: SignedIn, password: string, address: string): Promise<void> {
    const account = await this.passwords.accountOf({ email: who.email, password, address });
    if (account?.id !== who.accountId) {
      throw new Refused('WRONG_CREDENTIALS', 'This is not your password. Nothing was deleted.');
    }
  }

  /** Nothing can be begun for this account until the transaction ends. `false` where it is gone. */
  async hold(tx: Tx, account: string): Promise<boolean> {
    return (await this.accounts.lock(tx.manager, account)) !== null;
  }

  /**
   * Sign out everywhere, and delete the account with all that goes with it. Its rows that others need belong to an empty
   * account from then on. Doing it again clears away what was under way meanwhile.
   */
  async bury(tx: Tx, account: string): Promise<void> {
    await this.sessions.endAll(tx, account, 'deleted');
    await this.accounts.bury(tx.manager, account, new Date());
  }

  async forgetMails(tx: Tx, email: string): Promise<void> {
    await this.mails.forget(tx, email);
  }

  /** Say that it is done. */
  async farewell(tx: Tx, email: string): Promise<void> {
    await this.letters.deleted(tx, email);
  }
}
