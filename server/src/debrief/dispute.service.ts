import { Injectable } from '@nestjs/common';
import { DISPUTE_WITHIN_MS, OPEN_DISPUTES_MAX, type DisputeReason } from '#shared/contract/follow-up.js';
import type { RoundNumber, SheetKind } from '#shared/room/state.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { CountingService } from '../ratings/counting.service.js';
import { OpenedSheetsService, type OpenedRoom, type OpenedSheet } from '../ratings/opened-sheets.service.js';
import { DisputeStore, type DisputeRow, type NewDispute } from './dispute.store.js';
import { FollowUpEffects } from './follow-up.effects.js';

export interface SheetPlace {
  room: string;
  round: RoundNumber;
  kind: SheetKind;
}

/** The person a sheet is about says that it is not right: it leaves the numbers at once, and staff look at it. */
@Injectable()
export class DisputeService {
  constructor(
    private readonly opened: OpenedSheetsService,
    private readonly store: DisputeStore,
    private readonly counting: CountingService,
    private readonly transaction: Transaction,
    private readonly effects: FollowUpEffects,
  ) {}

  async dispute(
    { room, round, kind }: SheetPlace,
    account: string,
    given: { id: string; reason: DisputeReason; text: string },
  ): Promise<void> {
    const { found, ...place } = await this.opened.one(room, account, round, kind);
    const dispute = { ...given, sheet: found.id, by: account, now: new Date() };
    if (repeats(await this.store.byId(given.id), dispute)) return;
    mayDispute(place, found, account);
    await this.transaction.run(async (tx) => {
      await this.store.lock(tx.manager, account);
      if ((await this.store.undecidedOf(tx.manager, account)) >= OPEN_DISPUTES_MAX) {
        const standing = (await this.store.ofSheets([found.id])).some(({ state }) => state !== 'withdrawn');
        throw standing ? alreadyDisputed() : tooMany();
      }
      if (!(await this.store.insert(tx.manager, dispute))) {
        if (repeats(await this.store.byId(given.id), dispute)) return;
        throw alreadyDisputed();
      }
      await this.counting.exclude(tx, found.id);
      tx.afterCommit(() => this.effects.changed(room, [found.author, found.about]));
    });
  }

  /** Taken back while it is undecided. One that was taken back already, stays so. */
  async withdraw({ room, round, kind }: SheetPlace, account: string): Promise<void> {
    const { found } = await this.opened.one(room, account, round, kind);
    const [dispute] = await this.store.ofSheets([found.id]);
    if (!dispute || dispute.by.id !== account) throw new Refused('NOT_FOUND', 'You have not disputed this rating.');
    if (dispute.state === 'withdrawn') return;
    await this.transaction.run(async (tx) => {
      const settled = { by: null, note: null, now: new Date() };
      if (!(await this.store.settle(tx.manager, dispute.id, 'withdrawn', settled))) {
        if ((await this.store.byId(dispute.id))?.state === 'withdrawn') return;
        throw new Refused('ALREADY_DECIDED', 'This was decided already, and a decision is final.');
      }
      await this.counting.restore(tx, found.id);
      tx.afterCommit(() => this.effects.changed(room, [found.author, found.about]));
    });
  }
}

/** Whether this very dispute was made before; refuses the id with anything else. */
function repeats(before: DisputeRow | null, { sheet, by, reason, text }: NewDispute): boolean {
  if (!before) return false;
  const same = before.sheet === sheet && before.by.id === by && before.reason === reason && before.text === text;
  if (same) return true;
  throw new Refused('COMMAND_ID_REUSED', 'This id was used for another dispute; make a new one.');
}

function mayDispute({ revealedAt, counts }: Omit<OpenedRoom, 'sheets'>, sheet: OpenedSheet, account: string): void {
  if (sheet.sheet.kind === 'self') {
    throw new Refused('NOT_YOUR_SHEET', 'A self-rating is what you said yourself: there is nothing to dispute.');
  }
  if (sheet.about !== account) {
    throw new Refused('NOT_YOUR_SHEET', 'Only the person a rating is about can dispute it.');
  }
  if (!counts) throw new Refused('CONFLICT', 'This session is in nobody’s numbers: there is nothing to leave out.');
  if (Date.now() > revealedAt + DISPUTE_WITHIN_MS) {
    throw new Refused('TOO_LATE', 'A rating can be disputed for 14 days after it was opened.');
  }
}

function alreadyDisputed(): Refused {
  return new Refused('ALREADY_DISPUTED', 'You have disputed this rating already.');
}

function tooMany(): Refused {
  return new Refused(
    'TOO_MANY_DISPUTES',
    'Three of your disputes are undecided. Wait for a decision, or take one of them back first.',
  );
}
