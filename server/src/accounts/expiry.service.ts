import { Injectable } from '@nestjs/common';
import { AccountStore } from './account.store.js';
import { SessionService } from './session.service.js';
import { TokenStore } from './token.store.js';

const EVERY_MS = 30_000;
/** An address that nobody confirmed is forgotten. */
const UNCONFIRMED_MS = 30 * 24 * 60 * 60 * 1000;

/** Clears away what has run out. */
@Injectable()
export class ExpiryService {
  private lastAt = 0;

  constructor(
    private readonly sessions: SessionService,
    private readonly tokens: TokenStore,
    private readonly accounts: AccountStore,
  ) {}

  /** Called more often than needed: does something twice a minute. */
  async clearAway(now = new Date()): Promise<void> {
    if (now.getTime() - this.lastAt < EVERY_MS) return;
    this.lastAt = now.getTime();
    await this.sessions.endExpired();
    await this.tokens.removeExpired(now);
    await this.accounts.removeUnconfirmed(new Date(now.getTime() - UNCONFIRMED_MS));
  }
}
