import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { partnerOf } from '#shared/room/seats.js';
import type { RoomState, Seat } from '#shared/room/state.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { FollowUpEffects } from './follow-up.effects.js';
import { ThanksStore } from './thanks.store.js';

export interface Thanks {
  given: boolean;
  received: boolean;
  open: boolean;
}

/** Said when the room was closed: when by oneself, and whether by the partner. */
export interface LateThanks {
  given: number | null;
  received: boolean;
}

/** A word of thanks, once: in the room while the debrief goes on, and beside it when that is over. It counts nowhere. */
@Injectable()
export class ThanksService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly store: ThanksStore,
    private readonly effects: FollowUpEffects,
  ) {}

  async thank(room: string, account: string): Promise<void> {
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw new Refused('NOT_FOUND', 'There is no such room.');
    const state = await this.rooms.state(room);
    if (state.thanked[seat] || (await this.inTheRoom(state, seat))) return;
    const after = await this.rooms.state(room);
    if (after.phase.name !== 'closed') throw new Refused('WRONG_PHASE', 'Thanks are said from the debrief on.');
    if (!after.debriefed) throw new Refused('CONFLICT', 'This session had no debrief.');
    if (await this.store.insert(room, account, new Date()))
      this.effects.changed(room, [after.peers.A.account, after.peers.B.account]);
  }

  async of(state: RoomState, seat: Seat): Promise<Thanks> {
    const said = await this.store.of(state.id);
    const has = (each: Seat) =>
      state.thanked[each] || said.some(({ account }) => account === state.peers[each].account);
    const given = has(seat);
    const possible = state.debriefed && (state.phase.name === 'closed' || state.phase.name === 'debrief');
    return { given, received: has(partnerOf(seat)), open: possible && !given && state.rehearsal === null };
  }

  /** Those that the log of the room does not have. */
  async late(room: string, account: string): Promise<LateThanks> {
    const said = await this.store.of(room);
    return {
      given: said.find((each) => each.account === account)?.at ?? null,
      received: said.some((each) => each.account !== account),
    };
  }

  /** `false` where the room is past it. */
  private async inTheRoom({ id: room, phase }: RoomState, seat: Seat): Promise<boolean> {
    if (phase.name !== 'debrief') return false;
    try {
      await this.rooms.handle({ room, commandId: randomUUID(), command: { type: 'thank' }, actor: seat });
      return true;
    } catch (error) {
      if (error instanceof Refused && error.code === 'ROOM_CLOSED') return false;
      throw error;
    }
  }
}
