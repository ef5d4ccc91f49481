import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Mail } from '#shared/contract/account.js';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import type { Tx } from '../database/transaction.js';
import { MailStore, type ClaimedMail } from './mail.store.js';

/** A mail to write. `kind` is what is counted when somebody is written to too often. */
export interface Letter {
  to: string;
  kind: string;
  subject: string;
  body: string;
  /** To an address that has no account: nothing of it is kept once it was sent. */
  forget?: boolean;
}

const HOUR_MS = 60 * 60 * 1000;
/** Of one kind to one address in an hour: nobody's mailbox is flooded by somebody who types their address. */
const MOST_AN_HOUR = 6;
const KEEP_MS = 7 * 24 * HOUR_MS;
/** The same for one that is to be forgotten, where it could not be sent, or is shown on one's own machine. */
const FORGET_MS = 24 * HOUR_MS;
const AT_ONCE = 20;
const SHOWN = 50;

/** Mails are rows first, written with what they are about, and sent once that is durable. */
@Injectable()
export class MailService implements OnModuleDestroy {
  private readonly transport: Transporter | null;
  private readonly sending = new Set<Promise<void>>();

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'smtpUrl' | 'mailFrom' | 'secure'>,
    @Inject(LOG) private readonly log: Log,
    private readonly store: MailStore,
  ) {
    this.transport =
      env.smtpUrl === undefined
        ? null
        : createTransport(
            { url: env.smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 },
            { from: env.mailFrom },
          );
  }

  /**
   * Without SMTP mails are shown on a page of the machine itself. Not where people come over TLS, which ends in a proxy:
   * one that says nothing of whom it speaks for makes everybody look like this machine.
   */
  get hasMailbox(): boolean {
    return this.transport === null && !this.env.secure;
  }

  /** Write a mail in the transaction of what it is about. Silently nothing where the address got too many. */
  async write(tx: Tx, letter: Letter): Promise<void> {
    const now = new Date();
    const since = new Date(now.getTime() - HOUR_MS);
    if ((await this.store.countSince(tx.manager, letter.to, letter.kind, since)) >= MOST_AN_HOUR) return;
    const id = randomUUID();
    const { to: recipient, kind, subject, body, forget = false } = letter;
    await this.store.insert(tx.manager, { id, recipient, kind, subject, body, forget, at: now });
    // Not awaited: how long a mail server takes must not show in the answer.
    tx.afterCommit(() => this.inBackground(() => this.sendDue(id)));
  }

  /** Send what is due: what a crash left unsent, and what failed before. Old mails are forgotten. */
  async sweep(): Promise<void> {
    await this.sendDue();
    await this.store.removeBefore(new Date(Date.now() - KEEP_MS), new Date(Date.now() - FORGET_MS));
  }

  /** Forget every mail to an address, sent or not. */
  async forget(tx: Tx, to: string): Promise<void> {
    await this.store.removeTo(tx.manager, to);
  }

  async mailbox(to: string | undefined): Promise<Mail[]> {
    const rows = await this.store.latest(to, SHOWN);
    return rows.map(({ id, recipient, subject, body, created_at }) => {
      return { id, to: recipient, subject, text: body, at: created_at.getTime() };
    });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.sending);
    this.transport?.close();
  }

  private async sendDue(id?: string): Promise<void> {
    if (this.transport === null) return;
    for (const mail of await this.store.claimDue(new Date(), AT_ONCE, id)) await this.send(this.transport, mail);
  }

  private async send(transport: Transporter, mail: ClaimedMail): Promise<void> {
    try {
      await transport.sendMail({ to: mail.recipient, subject: mail.subject, text: mail.body });
    } catch (error) {
      this.log.warn({ err: error, mail: mail.id, attempts: mail.attempts }, 'a mail could not be sent yet');
      return;
    }
    await this.store.markSent(mail.id, new Date());
  }

  private inBackground(work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => this.log.warn({ err: error }, 'sending a mail is left to the sweep'))
      .finally(() => this.sending.delete(done));
    this.sending.add(done);
  }
}
