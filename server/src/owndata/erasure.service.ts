import { Injectable } from '@nestjs/common';
import { AccountErasureService } from '../accounts/account-erasure.service.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Transaction } from '../database/transaction.js';
import { DocumentService } from '../documents/document.service.js';
import { Refused } from '../http/refused.js';
import { JobQueue } from '../jobs/job.queue.js';
import { MatchmakingService } from '../matchmaking/matchmaking.service.js';
import { SheetErasureService } from '../ratings/sheet-erasure.service.js';
import { RoomErasureService } from '../rooms/room-erasure.service.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { AuthorshipService } from '../studio/authorship.service.js';
import { ErasureStore } from './erasure.store.js';

/** A job that has not come by then was lost on the way … */
const LOST_AFTER_MS = 5_000;
/** … and one that has, and has not come through its next hundred rooms by then, was killed. */
const AT_WORK_MS = 60_000;
/**
 * What was under way when the account went may still write something for it: what it left is cleared away once nothing
 * can be under way any more.
 */
export const SETTLE_MS = 20_000;
/** A room that is still open (the partner rehearses in it) is looked at again after this long. */
const OPEN_ROOM_MS = 30_000;

/**
 * Deletes accounts. At once, in one transaction: everything that is the person's alone. Right after, by a job that may be
 * killed and begun anew at any point: what they left in the numbers of others and, room by room, in rooms with them.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly accounts: AccountErasureService,
    private readonly queue: MatchmakingService,
    private readonly rooms: RoomHandler,
    private readonly logs: RoomErasureService,
    private readonly documents: DocumentService,
    private readonly sheets: SheetErasureService,
    private readonly authorship: AuthorshipService,
    private readonly store: ErasureStore,
    private readonly transaction: Transaction,
    private readonly jobs: JobQueue,
  ) {}

  async erase(who: SignedIn, password: string, address: string): Promise<void> {
    const { accountId: account, email } = who;
    await this.accounts.requirePassword(who, password, address);
    await this.refuseInRoom(account);
    await this.queue.withdraw(account);
    await this.transaction.run(async (tx) => {
      await this.queue.hold(tx, account);
      // From here on no room can be opened with them: that would need their account.
      if (!(await this.accounts.hold(tx, account))) return;
      await this.refuseInRoom(account);
      const now = Date.now();
      await this.authorship.forget(tx, account);
      await this.store.begin(tx.manager, account, email, new Date(now), new Date(now + LOST_AFTER_MS));
      await this.accounts.forgetMails(tx, email);
      await this.accounts.bury(tx, account);
      tx.afterCommit(() => this.enqueue(account, 0));
    });
  }

  /**
   * Go through their rooms: once right after, and once more when nothing can be under way any more, which ends it.
   * Repeatable, also by two at once.
   */
  async carryOut(account: string, now = Date.now()): Promise<void> {
    const erasure = await this.store.of(account);
    if (!erasure) return;
    const settlesIn = erasure.requestedAt.getTime() + SETTLE_MS - now;
    await this.transaction.run((tx) => this.sheets.forgetNumbers(tx, account));
    const failures: unknown[] = [];
    for (const [index, room] of (await this.store.rooms(account)).entries()) {
      if (index % 100 === 0) await this.store.lookAgain(account, new Date(Date.now() + AT_WORK_MS));
      await this.clear(account, room, settlesIn <= 0).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} rooms could not be cleared yet.`);
    if (settlesIn <= 0 && (await this.store.rooms(account)).length === 0) return this.end(account);
    const waitMs = settlesIn > 0 ? settlesIn : OPEN_ROOM_MS;
    await this.store.lookAgain(account, new Date(now + waitMs + LOST_AFTER_MS));
    await this.enqueue(account, waitMs);
  }

  /** What a crash has left undone. */
  async sweep(): Promise<void> {
    for (const account of await this.store.due(new Date())) {
      await this.store.lookAgain(account, new Date(Date.now() + LOST_AFTER_MS));
      await this.enqueue(account, 0);
    }
  }

  private async clear(account: string, room: string, forTheLastTime: boolean): Promise<void> {
    await this.transaction.run(async (tx) => {
      const found = await this.logs.forget(tx, room, account);
      await this.sheets.forgetWords(tx, room, account);
      // While the partner still writes, what they have on their screen would come back.
      if (found && !found.closed) return;
      await this.documents.remove(tx, room);
      if (forTheLastTime) await this.store.roomDone(tx.manager, account, room);
    });
  }

  private async end(account: string): Promise<void> {
    await this.transaction.run(async (tx) => {
      const email = await this.store.end(tx.manager, account);
      if (email === null) return;
      await this.sheets.forgetNumbers(tx, account);
      await this.accounts.bury(tx, account);
      await this.accounts.farewell(tx, email);
    });
  }

  private async refuseInRoom(account: string): Promise<void> {
    if ((await this.rooms.openRoomOf(account)) === null) return;
    throw new Refused(
      'IN_A_ROOM',
      'You are in a room that is still open. Finish it or leave it, then delete your account; a debrief closes by itself within minutes.',
    );
  }

  private async enqueue(account: string, delayMs: number): Promise<void> {
    // An id of its own each time: the job that asks for the next turn still holds the last.
    await this.jobs.add({ name: 'erase-account', account }, { id: `erase-account-${account}-${Date.now()}`, delayMs });
  }
}
