import { Injectable } from '@nestjs/common';
import type { RoomEvent } from '#shared/room/events.js';
import type { Seat } from '#shared/room/state.js';
import { Mailbox } from '../async/mailbox.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { RoomStreamService } from '../rooms/room.stream.service.js';
import { PresenceService } from './presence.service.js';
import { channel, type RealtimeSocket } from './realtime.socket.js';

/** Rooms that one tab may be in at a time. */
const MAX_ROOMS = 4;
/** More than the limits of events let wait, so that there is always room to leave. */
const MAX_TURNS = 1_000;

/** Which tabs follow which rooms on this process, and as whom. */
@Injectable()
export class AttendanceService {
  private readonly turns = new Mailbox(MAX_TURNS);

  constructor(
    private readonly rooms: RoomHandler,
    private readonly streams: RoomStreamService,
    private readonly presence: PresenceService,
  ) {}

  /** Take one's seat and get what one has missed; from then on what happens is passed on without a gap. */
  join(socket: RealtimeSocket, room: string, since: number): Promise<{ seat: Seat; events: RoomEvent[] }> {
    return this.inTurn(socket, async () => {
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
        return { seat, events };
      } catch (error) {
        // Half in a room is in no room: the client asks again.
        await this.goOut(socket, room);
        throw error;
      }
    });
  }

  leave(socket: RealtimeSocket, room: string): Promise<void> {
    return this.inTurn(socket, () => this.goOut(socket, room));
  }

  /** The connection has ended: after whatever of it is still under way. */
  leaveAll(socket: RealtimeSocket): Promise<void> {
    return this.inTurn(socket, async () => {
      await Promise.all([...socket.data.rooms.keys()].map((room) => this.goOut(socket, room)));
    });
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

  private async goOut(socket: RealtimeSocket, room: string): Promise<void> {
    const seat = socket.data.rooms.get(room);
    if (!seat) return;
    socket.data.rooms.delete(room);
    this.streams.unfollow(room);
    await socket.leave(channel.seat(room, seat));
    await this.presence.depart(socket.id, { room, seat });
  }

  /** Coming and going of one tab never overlap. */
  private inTurn<T>(socket: RealtimeSocket, work: () => Promise<T>): Promise<T> {
    const turn = this.turns.run(socket.id, work);
    if (turn) return turn;
    return Promise.reject(new Refused('RATE_LIMITED', 'That was too often.', { retryAfterMs: 1_000 }));
  }
}
