import { Injectable } from '@nestjs/common';
import type { RoomEvent } from '#shared/room/events.js';
import type { Seat } from '#shared/room/state.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { RoomStreamService } from '../rooms/room.stream.service.js';
import { PresenceService } from './presence.service.js';
import { channel, type RealtimeSocket } from './realtime.socket.js';

/** Rooms that one tab may be in at a time. */
const MAX_ROOMS = 4;

/** Which tabs follow which rooms on this process, and as whom. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly streams: RoomStreamService,
    private readonly presence: PresenceService,
  ) {}

  /** Take one's seat and get what one has missed; from then on what happens is passed on without a gap. */
  async join(socket: RealtimeSocket, room: string, since: number): Promise<{ seat: Seat; events: RoomEvent[] }> {
    const seat = await this.seatOf(socket, room);
    const { rooms } = socket.data;
    if (!rooms.has(room)) {
      if (rooms.size >= MAX_ROOMS) throw new Refused('CONFLICT', 'This tab is in too many rooms: leave one first.');
      rooms.set(room, seat);
      this.streams.follow(room);
    }
    try {
      await this.presence.arrive(socket.id, { room, seat });
      const events = await this.streams.since(room, seat, since, () => void socket.join(channel.seat(room, seat)));
      if (!socket.connected) throw new Refused('NOT_FOUND', 'This connection is gone.');
      return { seat, events };
    } catch (error) {
      // Half in a room is in no room: the client asks again.
      await this.leave(socket, room);
      throw error;
    }
  }

  async leave(socket: RealtimeSocket, room: string): Promise<void> {
    const seat = socket.data.rooms.get(room);
    if (!seat) return;
    socket.data.rooms.delete(room);
    this.streams.unfollow(room);
    await socket.leave(channel.seat(room, seat));
    await this.presence.depart(socket.id, { room, seat });
  }

  async leaveAll(socket: RealtimeSocket): Promise<void> {
    for (const room of [...socket.data.rooms.keys()]) await this.leave(socket, room);
  }

  /** Read what one has missed, without taking a seat. */
  async sync(socket: RealtimeSocket, room: string, since: number): Promise<RoomEvent[]> {
    return this.streams.since(room, await this.seatOf(socket, room), since);
  }

  /** @throws Refused: to a stranger a room is as good as missing. */
  async seatOf(socket: RealtimeSocket, room: string): Promise<Seat> {
    // Peers never change: whoever is in the room need not be looked up again.
    const seat = socket.data.rooms.get(room) ?? (await this.rooms.seatOf(room, socket.data.who.accountId));
    if (!seat) throw new Refused('NOT_FOUND', 'There is no such room.');
    return seat;
  }
}
