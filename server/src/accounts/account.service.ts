import { Injectable } from '@nestjs/common';
import type { Account, Profile } from '#shared/contract/account.js';
import type { Level } from '#shared/interview/track.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { AccountStore, type AccountRow } from './account.store.js';
import type { SignedIn } from './signed-in.js';

/** What a partner may know of somebody. */
export interface PeerAccount {
  id: string;
  displayName: string;
  level: Level;
  bot: boolean;
}

/** Where onboarding was skipped. */
const DEFAULT_LEVEL: Level = 'mid';

/** Accounts, as the rest of the server knows them. */
@Injectable()
export class AccountService {
  constructor(
    private readonly store: AccountStore,
    private readonly transaction: Transaction,
  ) {}

  async find(id: string): Promise<Account | null> {
    const row = await this.store.byId(id);
    return row === null ? null : toAccount(row);
  }

  /** The same, with when it began. */
  async withBeginning(id: string): Promise<(Account & { createdAt: number }) | null> {
    const row = await this.store.byId(id);
    return row === null ? null : { ...toAccount(row), createdAt: row.created_at.getTime() };
  }

  /** In the order asked; an account that is gone is left out. */
  async peers(ids: readonly string[]): Promise<PeerAccount[]> {
    const rows = new Map((await this.store.byIds(ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined) return [];
      return [{ id, displayName: row.display_name, level: row.profile?.level ?? DEFAULT_LEVEL, bot: row.bot }];
    });
  }

  async update(who: SignedIn, change: { displayName?: string; profile?: Profile }): Promise<Account> {
    if (change.profile !== undefined) refuseUnknownZone(change.profile.timeZone);
    await this.transaction.run((tx) => this.store.setProfile(tx.manager, who.accountId, change));
    const account = await this.find(who.accountId);
    if (account === null) throw new Refused('NOT_SIGNED_IN', 'This account is gone. Sign up again.');
    return account;
  }
}

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    emailConfirmed: row.email_confirmed_at !== null,
    bot: row.bot,
    profile: row.profile,
  };
}

function refuseUnknownZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Refused('BAD_REQUEST', 'This time zone is not known.', {
      fields: [{ path: 'profile.timeZone', message: 'an IANA name such as Europe/Berlin' }],
    });
  }
}
