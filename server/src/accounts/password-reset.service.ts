import { Injectable } from '@nestjs/common';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { AccountMails } from './account.mails.js';
import { AccountStore } from './account.store.js';
import { PasswordCheck } from './password.check.js';
import { PasswordHasher } from './password.hasher.js';
import { refuseWeakPassword } from './password.policy.js';
import { hashSecret } from './secret.js';
import { SessionService } from './session.service.js';
import { TokenStore } from './token.store.js';

/** A new password for whoever can read the mails of the address. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly tokens: TokenStore,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordCheck,
    private readonly sessions: SessionService,
    private readonly mails: AccountMails,
    private readonly transaction: Transaction,
  ) {}

  async request(email: string): Promise<void> {
    const account = await this.accounts.byEmail(email);
    if (account !== null) await this.transaction.run((tx) => this.mails.reset(tx, account));
  }

  /** `address`: where it comes from, as limits count it. */
  async reset(token: string, password: string, address: string): Promise<void> {
    refuseWeakPassword(password);
    const passwordHash = await this.hasher.hash(password);
    await this.transaction.run(async (tx) => {
      const used = await this.tokens.use(tx.manager, hashSecret(token), 'reset', new Date());
      const account = used === null ? null : await this.accounts.byId(used.account_id, tx.manager);
      if (account === null)
        throw new Refused('TOKEN_INVALID', 'This link was used already or is too old. Ask for a new mail.');
      await this.accounts.setPassword(tx.manager, account.id, passwordHash);
      // Whoever has the token reads the mails of this address.
      await this.accounts.confirmEmail(tx.manager, account.id, new Date());
      await this.tokens.removeAll(tx.manager, account.id);
      await this.sessions.endAll(tx, account.id, 'password-reset');
      await this.mails.passwordChanged(tx, account);
      tx.afterCommit(() => this.passwords.forgive({ email: account.email, address }));
    });
  }
}
