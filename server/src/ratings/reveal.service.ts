import { Injectable } from '@nestjs/common';
import { opensAt, sheetsOf } from '#shared/rating/owed.js';
import { wasHeld } from '#shared/room/rehearsal.js';
import type { RoomState } from '#shared/room/state.js';
import { Transaction } from '../database/transaction.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { RevealEffects } from './reveal.effects.js';
import { RevealStore } from './reveal.store.js';
import { SheetStore } from './sheet.store.js';

/** A room that owes nothing yet (still in its second half) is looked at again after this long. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Sealed sheets open together: when the debrief was reached or the room has closed, and all that are owed are in;
 * at the latest 48 hours after the interview (rule 23).
 */
@Injectable()
export class RevealService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly sheets: SheetStore,
    private readonly store: RevealStore,
    private readonly transaction: Transaction,
    private readonly effects: RevealEffects,
  ) {}

  async isRevealed(room: string): Promise<boolean> {
    return ((await this.store.of(room))?.revealed_at ?? null) !== null;
  }

  /** Open a room's sheets if their time has come; repeatable. */
  async consider(room: string): Promise<void> {
    const state = await this.rooms.state(room);
    if (state.phase.name !== 'debrief' && state.phase.name !== 'closed') return;
    const owed = sheetsOf(state);
    const stored = await this.sheets.ofRoom(room);
    const complete = owed.every(({ round, kind }) =>
      stored.some((row) => row.round === round && row.sheet.kind === kind),
    );
    const latest = opensAt(state) ?? state.at;
    const counts = countsFor(state);
    if (!complete && Date.now() < latest) {
      const checkAt = state.phase.name === 'closed' ? latest : Math.min(latest, Date.now() + LOOK_AGAIN_MS);
      await this.store.remember(room, counts, new Date(checkAt));
      return;
    }
    await this.transaction.run(async (tx) => {
      const rehearsed = state.rehearsal?.round ?? null;
      if (!(await this.store.reveal(tx.manager, room, { counts, rehearsed }, new Date()))) return;
      tx.afterCommit(() => this.effects.revealed(state));
    });
  }
}

/**
 * A room counts for its peers' histories unless a bot took part, it was void, or nothing of it was held by both: of one
 * that became a rehearsal in round 2, round 1 counts.
 */
function countsFor(state: RoomState): boolean {
  const bots = state.peers.A.bot || state.peers.B.bot;
  if (state.rehearsal && !wasHeld(state, state.rehearsal.round === 1 ? 2 : 1)) return false;
  return !bots && !(state.phase.name === 'closed' && state.phase.reason === 'void');
}
