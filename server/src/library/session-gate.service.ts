import { Injectable } from '@nestjs/common';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';

/**
 * Who is in a session reads nothing of any flow outside its room until the debrief (rules 22 and 24). Of any, so that
 * what is refused does not tell which flow is still to come.
 */
@Injectable()
export class SessionGateService {
  constructor(private readonly rooms: RoomHandler) {}

  /** @throws Refused with `IN_A_ROOM`. */
  async refuseDuringSession(account: string): Promise<void> {
    const room = await this.rooms.openRoomOf(account);
    if (!room || (await this.rooms.state(room)).debriefed) return;
    throw new Refused('IN_A_ROOM', 'You are in a session. Briefs and scripts open again at its debrief.');
  }
}
