import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditEntry } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import type { Tx } from '../database/transaction.js';
import { cursorFrom, pageOf } from '../http/time.cursor.js';
import { AuditStore } from './audit.store.js';

const PAGE = 50;

/** The log of what staff read and decide. */
@Injectable()
export class AuditService {
  constructor(private readonly store: AuditStore) {}

  /** Part of what was decided: both are there, or neither. */
  async decided(
    tx: Tx,
    who: SignedIn,
    action: AuditAction,
    { subject, note = '' }: { subject: string | null; note?: string },
  ): Promise<void> {
    const entry = { id: randomUUID(), at: new Date(), account: who.accountId, action, subject, note };
    await this.store.insert(entry, tx.manager);
  }

  /** Written before anything is shown: what could not be logged is not read. */
  async read(who: SignedIn, action: AuditAction, subject: string | null = null): Promise<void> {
    await this.store.insert({ id: randomUUID(), at: new Date(), account: who.accountId, action, subject, note: '' });
  }

  async page(before?: string): Promise<{ entries: AuditEntry[]; next: string | null }> {
    const { rows: entries, next } = pageOf(await this.store.page(cursorFrom(before), PAGE), PAGE, (entry) => entry);
    return { entries, next };
  }
}
