import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Flag } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { AuditService } from '../audit/audit.service.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { FlagStore, type FlagCursor } from './flag.store.js';

const PAGE = 25;
const cursorSchema = z.string().regex(/^[ol]_[a-z0-9_-]{1,90}$/);

/** Raters and pairs that are worth a look. Nothing follows from a flag by itself. */
@Injectable()
export class FlagService {
  constructor(
    private readonly store: FlagStore,
    private readonly audit: AuditService,
    private readonly transaction: Transaction,
  ) {}

  async list(who: SignedIn, before?: string): Promise<{ flags: Flag[]; open: number; next: string | null }> {
    const cursor = before === undefined ? null : parseCursor(before);
    await this.audit.read(who, 'flags-listed');
    const [found, open] = await Promise.all([this.store.page(cursor, PAGE), this.store.open()]);
    const flags = found.slice(0, PAGE);
    const last = flags.at(-1);
    const next = found.length > PAGE && last ? `${last.looked ? 'l' : 'o'}_${last.id}` : null;
    return { flags, open, next };
  }

  async look(who: SignedIn, id: string, note: string): Promise<void> {
    const flag = await this.store.byId(id);
    if (!flag) throw noSuchFlag();
    if (flag.people.some((person) => person.id === who.accountId)) {
      throw new Refused('FORBIDDEN', 'This is about you: somebody else has to look at it.');
    }
    await this.transaction.run(async (tx) => {
      await this.store.look(tx.manager, flag, { by: who.accountId, note, now: new Date() });
      await this.audit.decided(tx, who, 'flag-looked-at', { subject: id, note });
    });
  }

  async reopen(who: SignedIn, id: string): Promise<void> {
    await this.transaction.run(async (tx) => {
      if (await this.store.reopen(tx.manager, id)) return this.audit.decided(tx, who, 'flag-reopened', { subject: id });
      if (!(await this.store.byId(id))) throw noSuchFlag();
    });
  }
}

function parseCursor(cursor: string): FlagCursor {
  const parsed = cursorSchema.safeParse(cursor);
  if (!parsed.success) throw new Refused('BAD_REQUEST', '`before` must be the `next` of an earlier page.');
  return { seen: parsed.data.startsWith('l'), id: parsed.data.slice(2) };
}

function noSuchFlag(): Refused {
  return new Refused('NOT_FOUND', 'Nobody stands out under this name.');
}
