import { Injectable } from '@nestjs/common';
import type { Account } from '#shared/contract/account.js';
import { Transaction } from '../database/transaction.js';
import { RateLimits } from '../http/rate.limits.js';
import { Refused } from '../http/refused.js';
import { toAccount } from './account.service.js';
import { AccountStore } from './account.store.js';
import { PasswordHasher } from './password.hasher.js';
import { SessionService } from './session.service.js';
import { SignUpService } from './sign-up.service.js';

/** Who signs in, and where from. */
interface Attempt {
  email: string;
  password: string;
  address: string;
  userAgent: string;
  cookieHeader?: string;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionService,
    private readonly signUps: SignUpService,
    private readonly limits: RateLimits,
    private readonly transaction: Transaction,
  ) {}

  /** Gives the account and the secret of its new session. Only failures count against the limits. */
  async signIn(attempt: Attempt): Promise<{ account: Account; secret: string }> {
    const person = attempt.email.toLowerCase();
    const pair = `${attempt.address} ${person}`;
    this.limits.take('signInAddress', attempt.address);
    this.limits.take('signInPair', pair);
    this.limits.take('signInAccount', person);

    const account = await this.accounts.byEmail(attempt.email);
    const matches = await this.hasher.verify(account?.password_hash ?? null, attempt.password);
    if (account === null || !matches) {
      throw new Refused('WRONG_CREDENTIALS', 'No account has this e-mail address and this password.');
    }
    this.limits.giveBack('signInAddress', attempt.address);
    this.limits.giveBack('signInPair', pair);
    this.limits.giveBack('signInAccount', person);

    if (account.email_confirmed_at === null) {
      await this.transaction.run((tx) => this.signUps.sendAgain(tx, account));
      throw new Refused(
        'EMAIL_NOT_CONFIRMED',
        'Confirm your e-mail address first: we have sent you the mail with the link again.',
      );
    }
    const secret = await this.transaction.run((tx) => this.sessions.begin(tx, account.id, attempt));
    return { account: toAccount(account), secret };
  }
}
