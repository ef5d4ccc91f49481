import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';

/**
 * Who is in a session reads nothing of any flow outside its room until the debrief (rules 22 and 24). Of any, so that
 * what is refused does not tell which flow is still to come.
 */
@Injectable()
export class SessionGateService {
  constructor(private readonly rooms: RoomHandler) {}

  /**
   * Gives the open room that somebody is in, past its debrief; `null` where they are in none.
   * @throws Refused with `IN_A_ROOM`.
   */
  async refuseDuringSession(account: string): Promise<string | null> {
    const room = await this.rooms.openRoomOf(account);
    if (!room || (await this.rooms.state(room)).debriefed) return room;
    throw inSession();
  }

  /**
   * Once more as part of what would be let out, for a room that has opened since `before` was asked for.
   * @throws Refused with `IN_A_ROOM`.
   */
  async refuseWhereOneOpened(tx: Tx, account: string, before: string | null): Promise<void> {
    const room = await this.rooms.openRoomOf(account, tx);
    if (room !== null && room !== before) throw inSession();
  }
}

function inSession(): Refused {
  return new Refused('IN_A_ROOM', 'You are in a session. Briefs and scripts open again at its debrief.');
}
