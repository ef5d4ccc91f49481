import type { PeerCommand } from '#shared/room/commands.js';
import type { RoomEvent } from '#shared/room/events.js';
import type { Seat } from '#shared/room/state.js';
import { on, onOpen, request, type RequestOptions } from '../../api/socket.js';

/** What a room needs of the line to the server; a test puts its own in the place. */
export interface RoomPort {
  /** Takes one's seat with this tab, and gets what came after `since`. */
  join(since: number): Promise<{ seat: Seat; events: RoomEvent[]; now: number }>;
  sync(since: number): Promise<{ events: RoomEvent[]; now: number }>;
  command(id: string, command: PeerCommand, options?: RequestOptions): Promise<{ seq: number }>;
  leave(): Promise<unknown>;
  onEvents(handler: (events: RoomEvent[]) => void): () => void;
  /** At once when the line is open, and after every reconnection. */
  onOpen(handler: () => void): () => void;
}

export function socketPort(room: string): RoomPort {
  return {
    join: (since) => request('room:join', { room, since }, { giveUpMs: 15_000 }),
    sync: (since) => request('room:sync', { room, since }, { giveUpMs: 15_000 }),
    command: (id, command, options) => request('room:command', { room, id, command }, options),
    leave: () => request('room:leave', { room }, { giveUpMs: 3000 }),
    onEvents: (handler) => on('room:events', (message) => message.room === room && handler(message.events)),
    onOpen,
  };
}
