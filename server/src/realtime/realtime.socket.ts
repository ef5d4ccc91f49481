import type { Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '#shared/contract/socket.js';
import type { Seat } from '#shared/room/state.js';
import type { SignedIn } from '../accounts/signed-in.js';

/** What is kept of a connection while it lasts. */
export interface SocketData {
  who: SignedIn;
  /** The rooms that this tab is in. */
  rooms: Map<string, Seat>;
}

export type RealtimeSocket = Socket<ClientToServer, ServerToClient, Record<never, never>, SocketData>;

/** Names of Socket.IO's own rooms: who is meant by something sent. */
export const channel = {
  account: (id: string): string => `account:${id}`,
  session: (id: string): string => `session:${id}`,
  seat: (room: string, seat: Seat): string => `seat:${room}:${seat}`,
};
