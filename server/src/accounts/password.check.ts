import { Injectable } from '@nestjs/common';
import { RateLimits } from '../http/rate.limits.js';
import { AccountStore, type AccountRow } from './account.store.js';
import { PasswordHasher } from './password.hasher.js';

export interface PasswordAttempt {
  email: string;
  password: string;
  /** Where it comes from, as limits count it. */
  address: string;
}

/** Whether a password is an account's, tried only so often: wherever one is asked for, the same limits count. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountStore,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
  ) {}

  /** Who could set a new password is the owner: what was guessed before does not keep them out. */
  forgive({ email, address }: Pick<PasswordAttempt, 'email' | 'address'>): void {
    const person = email.toLowerCase();
    this.limits.forget('signInPair', `${address} ${person}`);
    this.limits.forget('signInAccount', person);
  }

  /** The account with this address and password, or `null`. Only failures count against the limits. */
  async accountOf({ email, password, address }: PasswordAttempt): Promise<AccountRow | null> {
    const person = email.toLowerCase();
    const pair = `${address} ${person}`;
    this.limits.take('signInAddress', address);
    this.limits.take('signInPair', pair);
    this.limits.take('signInAccount', person);

    const account = await this.accounts.byEmail(email);
    const matches = await this.hasher.verify(account?.password_hash ?? null, password);
    if (account === null || !matches) return null;
    this.limits.giveBack('signInAddress', address);
    this.limits.giveBack('signInPair', pair);
    this.limits.giveBack('signInAccount', person);
    return account;
  }
}
