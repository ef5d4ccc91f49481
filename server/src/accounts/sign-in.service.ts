import { Injectable } from '@nestjs/common';
import type { Account } from '#shared/contract/account.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { toAccount } from './account.service.js';
import { PasswordCheck } from './password.check.js';
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
    private readonly passwords: PasswordCheck,
    private readonly sessions: SessionService,
    private readonly signUps: SignUpService,
    private readonly transaction: Transaction,
  ) {}

  /** Gives the account and the secret of its new session. */
  async signIn(attempt: Attempt): Promise<{ account: Account; secret: string }> {
    const account = await this.passwords.accountOf(attempt);
    if (account === null) {
      throw new Refused('WRONG_CREDENTIALS', 'No account has this e-mail address and this password.');
    }
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
