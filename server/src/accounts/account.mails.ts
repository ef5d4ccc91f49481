import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import type { Tx } from '../database/transaction.js';
import { MailService } from '../mail/mail.service.js';
import type { AccountRow, Credentials } from './account.store.js';
import { hashSecret, newSecret } from './secret.js';
import { TokenStore, type TokenPurpose } from './token.store.js';

const HOUR_MS = 60 * 60 * 1000;
const CONFIRM_MS = 48 * HOUR_MS;
const RESET_MS = HOUR_MS;

type Addressee = Pick<AccountRow, 'id' | 'email'>;

/** The mails of accounts, in words, with the tokens that their links carry. */
@Injectable()
export class AccountMails {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly mails: MailService,
    private readonly tokens: TokenStore,
  ) {}

  async confirm(tx: Tx, account: Addressee, chosen: Credentials): Promise<void> {
    const token = await this.token(tx, account, { purpose: 'confirm', pending: chosen, forMs: CONFIRM_MS });
    await this.mails.write(tx, {
      to: account.email,
      kind: 'confirm',
      subject: 'Confirm your e-mail address',
      body: [
        // Without the name: who signs up with the address of somebody else must not choose words that we send there.
        'Hello,',
        'confirm your e-mail address and you can practise on Turnabout:',
        `${this.env.publicUrl}/confirm?token=${token}`,
        'The link works once, for 48 hours. If you did not sign up, ignore this mail: without the link nothing happens.',
      ].join('\n\n'),
    });
  }

  async choosePassword(tx: Tx, account: Addressee): Promise<void> {
    const token = await this.token(tx, account, { purpose: 'reset', pending: null, forMs: CONFIRM_MS });
    await this.mails.write(tx, {
      to: account.email,
      kind: 'confirm',
      subject: 'Choose a password to confirm your e-mail address',
      body: [
        'Hello,',
        'somebody has signed up on Turnabout with this address more than once, with different passwords. None of them counts. If it was you, choose your password here, and your address is confirmed:',
        `${this.env.publicUrl}/reset-password?token=${token}`,
        'The link works once, for 48 hours; earlier ones do not work any more. If you did not sign up, ignore this mail: without the link nothing happens.',
      ].join('\n\n'),
    });
  }

  async alreadyRegistered(tx: Tx, account: Addressee): Promise<void> {
    await this.mails.write(tx, {
      to: account.email,
      kind: 'already-registered',
      subject: 'You have an account already',
      body: [
        'Hello,',
        'somebody has just signed up on Turnabout with this address, which has an account already. If it was you, sign in:',
        `${this.env.publicUrl}/sign-in`,
        'If you have forgotten your password, you can set a new one:',
        `${this.env.publicUrl}/forgot-password`,
        'If it was not you, there is nothing to do: your account has not changed.',
      ].join('\n\n'),
    });
  }

  async reset(tx: Tx, account: Addressee): Promise<void> {
    const token = await this.token(tx, account, { purpose: 'reset', pending: null, forMs: RESET_MS });
    await this.mails.write(tx, {
      to: account.email,
      kind: 'reset',
      subject: 'Set a new password',
      body: [
        'Hello,',
        'set a new password for Turnabout here:',
        `${this.env.publicUrl}/reset-password?token=${token}`,
        'The link works once, for one hour. If you did not ask for it, ignore this mail: your password stays as it is.',
      ].join('\n\n'),
    });
  }

  async passwordChanged(tx: Tx, account: Addressee): Promise<void> {
    await this.mails.write(tx, {
      to: account.email,
      kind: 'password-changed',
      subject: 'Your password has been changed',
      body: [
        'Hello,',
        'your Turnabout password has just been changed, and you have been signed out everywhere. If it was not you, set a new one now:',
        `${this.env.publicUrl}/forgot-password`,
      ].join('\n\n'),
    });
  }

  /** The last one: there is no account any more, and the address is forgotten with this mail. */
  async deleted(tx: Tx, email: string): Promise<void> {
    await this.mails.write(tx, {
      to: email,
      kind: 'account-deleted',
      subject: 'Your account has been deleted',
      body: [
        'Hello,',
        'your Turnabout account has been deleted, and what you wrote in rooms with others has been removed. This address is forgotten once this mail is sent; it is the last one.',
        'If it was not you, somebody knew your password: change it wherever else you use it. You can sign up anew with this address at any time:',
        `${this.env.publicUrl}/sign-up`,
      ].join('\n\n'),
      forget: true,
    });
  }

  /** For a link; it works once, for so long. */
  private async token(
    tx: Tx,
    { id }: Addressee,
    { forMs, ...use }: { purpose: TokenPurpose; pending: Credentials | null; forMs: number },
  ): Promise<string> {
    const token = newSecret();
    const expiresAt = new Date(Date.now() + forMs);
    await this.tokens.insert(tx.manager, { hash: hashSecret(token), accountId: id, ...use, expiresAt });
    return token;
  }
}
