import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Account, signUpSchema } from '#shared/contract/account.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { AccountMails } from './account.mails.js';
import { toAccount } from './account.service.js';
import { AccountStore, type AccountRow, type Credentials } from './account.store.js';
import { NOBODY, PasswordHasher } from './password.hasher.js';
import { refuseWeakPassword } from './password.policy.js';
import { hashSecret } from './secret.js';
import { SessionService } from './session.service.js';
import { TokenStore } from './token.store.js';

/** From the form to a confirmed address, telling nobody which addresses have accounts. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly tokens: TokenStore,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionService,
    private readonly mails: AccountMails,
    private readonly transaction: Transaction,
  ) {}

  async signUp(form: z.output<typeof signUpSchema>): Promise<void> {
    refuseWeakPassword(form.password, form);
    const { displayName, bot } = form;
    const chosen: Credentials = { displayName, bot, passwordHash: await this.hasher.hash(form.password) };
    const before = await this.accounts.byEmail(form.email);
    const same = await this.hasher.verify(before?.password_hash ?? null, form.password);
    await this.transaction.run(async (tx) => {
      const fresh = { id: randomUUID(), email: form.email };
      if (await this.accounts.insert(tx.manager, { ...fresh, ...chosen, at: new Date() })) {
        return this.mails.confirm(tx, fresh, chosen);
      }
      const account = await this.accounts.byEmail(form.email, tx.manager);
      if (account === null) return;
      if (account.email_confirmed_at !== null) return this.mails.alreadyRegistered(tx, account);
      if (!same || account.password_hash !== before?.password_hash) return this.startOver(tx, account);
      await this.accounts.setCredentials(tx.manager, account.id, chosen);
      await this.mails.confirm(tx, account, chosen);
    });
  }

  /**
   * Signed up again with another password before the address was confirmed. Perhaps by somebody else, who waits for the
   * owner to confirm an account that both can open: no password counts any more but the one that the reader of the mails
   * chooses.
   */
  private async startOver(tx: Tx, account: AccountRow): Promise<void> {
    const { display_name: displayName } = account;
    await this.accounts.setCredentials(tx.manager, account.id, { displayName, passwordHash: NOBODY, bot: false });
    await this.tokens.removeAll(tx.manager, account.id);
    await this.mails.choosePassword(tx, account);
  }

  /** Use the token of the mail; gives the account and the secret of its new session. */
  confirm(
    token: string,
    from: { userAgent: string; cookieHeader?: string },
  ): Promise<{ account: Account; secret: string }> {
    return this.transaction.run(async (tx) => {
      const used = await this.tokens.use(tx.manager, hashSecret(token), 'confirm', new Date());
      if (used === null)
        throw new Refused('TOKEN_INVALID', 'This link was used already or is too old. Ask for a new mail.');
      if (used.pending !== null) await this.accounts.setCredentials(tx.manager, used.account_id, used.pending);
      await this.accounts.confirmEmail(tx.manager, used.account_id, new Date());
      await this.tokens.removeAll(tx.manager, used.account_id);
      const account = await this.accounts.byId(used.account_id, tx.manager);
      if (account === null) throw new Refused('TOKEN_INVALID', 'This account is gone. Sign up again.');
      return { account: toAccount(account), secret: await this.sessions.begin(tx, account.id, from) };
    });
  }

  async resend(email: string): Promise<void> {
    const account = await this.accounts.byEmail(email);
    if (account !== null && account.email_confirmed_at === null) {
      await this.transaction.run((tx) => this.sendAgain(tx, account));
    }
  }

  async sendAgain(tx: Tx, account: AccountRow): Promise<void> {
    const { display_name: displayName, password_hash: passwordHash, bot } = account;
    await this.mails.confirm(tx, account, { displayName, passwordHash, bot });
  }
}
