import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { CORRECT_WITHIN_MS, CORRECTIONS_MAX } from '#shared/contract/follow-up.js';
import type { Sheet } from '#shared/rating/sheet.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { CountingService } from '../ratings/counting.service.js';
import { OpenedSheetsService, type OpenedSheet } from '../ratings/opened-sheets.service.js';
import { CorrectionStore, type SheetVersion } from './correction.store.js';
import type { SheetPlace } from './dispute.service.js';
import { FollowUpEffects } from './follow-up.effects.js';

/** The author of a sheet corrects it, within an hour after both could read it. The latest version counts. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly opened: OpenedSheetsService,
    private readonly store: CorrectionStore,
    private readonly counting: CountingService,
    private readonly transaction: Transaction,
    private readonly effects: FollowUpEffects,
  ) {}

  async correct(
    { room, round, kind }: SheetPlace,
    account: string,
    { id, sheet }: { id: string; sheet: Sheet },
  ): Promise<void> {
    const { found, state, revealedAt } = await this.opened.one(room, account, round, kind);
    mayCorrect(found, account);
    if (repeats(await this.store.byCommand(id), found, sheet)) return;
    if (sheet.kind !== kind) {
      throw new Refused('BAD_REQUEST', `The address names a sheet of the kind "${kind}", the body another.`);
    }
    if (Date.now() > revealedAt + CORRECT_WITHIN_MS) {
      throw new Refused('TOO_LATE', 'A rating can be corrected for an hour after it was opened.');
    }
    this.opened.check(state, round, sheet);
    await this.transaction.run(async (tx) => {
      if (!(await this.write(tx, found, { id, sheet }))) return;
      await this.counting.replace(tx, found.id, sheet);
      tx.afterCommit(() => this.effects.changed(room, [found.author, found.about]));
    });
  }

  /** `false` where this very correction is in already. */
  private async write(tx: Tx, found: OpenedSheet, { id, sheet }: { id: string; sheet: Sheet }): Promise<boolean> {
    await this.store.lock(tx.manager, found.id);
    const before = await this.store.of([found.id], tx.manager);
    const last = before[0]?.version ?? 1;
    if (last > CORRECTIONS_MAX) {
      throw new Refused('CONFLICT', `A rating can be corrected ${CORRECTIONS_MAX} times.`);
    }
    if (before.length === 0) {
      const first = { sheet: found.id, version: 1, content: found.sheet.content, at: found.submittedAt };
      await this.store.insert(tx.manager, { ...first, command: found.id });
    }
    const next = { sheet: found.id, version: last + 1, content: sheet.content, at: Date.now(), command: id };
    if (await this.store.insert(tx.manager, next)) return true;
    repeats(await this.store.byCommand(id), found, sheet);
    return false;
  }
}

/** Whether this very correction was made before; refuses the id with anything else. */
function repeats(before: SheetVersion | null, { id }: OpenedSheet, { content }: Sheet): boolean {
  if (!before) return false;
  if (before.sheet === id && isDeepStrictEqual(before.content, content)) return true;
  throw new Refused('COMMAND_ID_REUSED', 'This id was used for another correction; make a new one.');
}

function mayCorrect({ author, sheet }: OpenedSheet, account: string): void {
  if (author !== account) throw new Refused('NOT_YOUR_SHEET', 'Only who has written a rating can correct it.');
  if (sheet.kind === 'self') {
    throw new Refused('CONFLICT', 'A self-rating stays as it is: it was made before you saw anything.');
  }
}
