import { fold } from '#shared/room/evolve.js';
import { request } from '../../api/socket.js';
import { useLoad } from '../../api/useLoad.js';

/** A room as it stood, for a page outside it: read from its events, without taking the seat. */
export function useRoomView(room: string) {
  return useLoad(async (signal) => fold((await request('room:sync', { room, since: 0 }, { signal })).events));
}
