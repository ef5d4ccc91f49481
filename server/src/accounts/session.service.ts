import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { SignedInSession } from '#shared/contract/account.js';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { deviceOf } from './device.js';
import { hashSecret, newSecret } from './secret.js';
import { clearCookie, readCookie } from './session.cookie.js';
import { SessionEndings, type SessionEnded } from './session.ended.js';
import { SessionStore, type EndedSession } from './session.store.js';
import type { SignedIn } from './signed-in.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A session ends after so long without use, and after so long in any case. */
export const IDLE_MS = 14 * DAY_MS;
export const ABSOLUTE_MS = 60 * DAY_MS;
/** Signed in at more places than this at once, somebody is signed out where they were seen longest ago. */
const MOST = 50;
/** Being seen is written at most this often. */
const TOUCH_MS = 60_000;
const SECRET = /^[\w-]{43}$/;

/** Where people are signed in: begins, recognises, lists and ends sessions. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Log,
    private readonly store: SessionStore,
    private readonly transaction: Transaction,
    private readonly endings: SessionEndings,
  ) {}

  /** Who a `Cookie` header signs in; `null` for nobody and for a session that is over. */
  async authenticate(cookieHeader: string | undefined): Promise<SignedIn | null> {
    const secret = readCookie(this.env, cookieHeader);
    if (secret === undefined || !SECRET.test(secret)) return null;
    const held = await this.store.byToken(hashSecret(secret));
    const now = new Date();
    if (held === null || held.last_seen_at <= ago(now, IDLE_MS) || held.created_at <= ago(now, ABSOLUTE_MS))
      return null;
    if (held.last_seen_at < ago(now, TOUCH_MS)) this.touch(held.id, now);
    return {
      sessionId: held.id,
      accountId: held.account_id,
      email: held.email,
      displayName: held.display_name,
      emailConfirmed: held.email_confirmed_at !== null,
      bot: held.bot,
      profile: held.profile,
    };
  }

  /** Sign in: a new secret for the cookie. The session that the browser came with, whoever's it was, is over. */
  async begin(tx: Tx, accountId: string, from: { userAgent: string; cookieHeader?: string }): Promise<string> {
    const before = readCookie(this.env, from.cookieHeader);
    if (before !== undefined && SECRET.test(before)) {
      this.tell(tx, await this.store.removeByToken(tx.manager, hashSecret(before)), 'signed-out');
    }
    const secret = newSecret();
    await this.store.insert(tx.manager, {
      id: randomUUID(),
      accountId,
      tokenHash: hashSecret(secret),
      userAgent: from.userAgent.slice(0, 300),
      at: new Date(),
    });
    this.tell(tx, await this.store.removeBeyond(tx.manager, accountId, MOST), 'signed-out');
    return secret;
  }

  async list({ accountId, sessionId }: Pick<SignedIn, 'accountId' | 'sessionId'>): Promise<SignedInSession[]> {
    const now = new Date();
    const rows = await this.store.ofAccount(accountId, ago(now, IDLE_MS), ago(now, ABSOLUTE_MS));
    return rows.map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      createdAt: row.created_at.getTime(),
      lastSeenAt: row.last_seen_at.getTime(),
      device: deviceOf(row.user_agent),
    }));
  }

  /** End one of somebody's sessions; `false` where they have no such session. */
  end(accountId: string, sessionId: string): Promise<boolean> {
    return this.transaction.run(async (tx) => {
      const removed = await this.store.remove(tx.manager, accountId, sessionId);
      if (removed) this.tell(tx, [{ id: sessionId, account_id: accountId }], 'signed-out');
      return removed;
    });
  }

  /** The `Set-Cookie` value for a browser whose session is over. */
  get noCookie(): string {
    return clearCookie(this.env);
  }

  async endAll(tx: Tx, accountId: string, reason: SessionEnded['reason']): Promise<void> {
    this.tell(tx, await this.store.removeAll(tx.manager, accountId), reason);
  }

  /** Clear away what has run out, so that sockets opened with it close too. */
  async endExpired(): Promise<void> {
    const now = new Date();
    const ended = await this.store.removeExpired(ago(now, IDLE_MS), ago(now, ABSOLUTE_MS));
    for (const { id, account_id } of ended) {
      this.endings.tell({ accountId: account_id, sessionIds: [id], reason: 'expired' });
    }
  }

  /** Be told of sessions that are over, once that is durable. */
  onEnded(listener: (ended: SessionEnded) => void): void {
    this.endings.onEnded(listener);
  }

  /** Nobody waits for it: a reader would have to wait for a write that is for the list of sessions alone. */
  private touch(id: string, now: Date): void {
    this.store.touch(id, now).catch((error: unknown) => this.log.warn({ err: error }, 'being seen was not written'));
  }

  private tell(tx: Tx, ended: EndedSession[], reason: SessionEnded['reason']): void {
    for (const accountId of new Set(ended.map((session) => session.account_id))) {
      const sessionIds = ended.filter((session) => session.account_id === accountId).map(({ id }) => id);
      tx.afterCommit(() => this.endings.tell({ accountId, sessionIds, reason }));
    }
  }
}

function ago(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
