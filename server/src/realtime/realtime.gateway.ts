import { WebSocketGateway, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { SOCKET_PATH } from '#shared/contract/socket.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { AttendanceService } from './attendance.service.js';
import type { EventHandlers } from './event.dispatch.js';
import { QueueWatch } from './queue-watch.js';
import type { RealtimeSocket } from './realtime.socket.js';
import { SharedNotes } from './shared.notes.js';
import { SocketDoor } from './socket.door.js';

/** The only door for sockets. Everything that comes in is limited, parsed, answered; every rule lies behind it. */
@WebSocketGateway({
  path: SOCKET_PATH,
  transports: ['websocket'],
  serveClient: false,
  maxHttpBufferSize: 100_000,
  connectTimeout: 10_000,
  pingInterval: 10_000,
  pingTimeout: 8_000,
  perMessageDeflate: false,
  allowEIO3: false,
})
export class RealtimeGateway implements OnGatewayInit<Server>, OnGatewayDisconnect<RealtimeSocket> {
  constructor(
    private readonly door: SocketDoor,
    private readonly attendance: AttendanceService,
    private readonly rooms: RoomHandler,
    private readonly notes: SharedNotes,
    private readonly queue: QueueWatch,
  ) {}

  /** One for each event of the contract: called by a table of our own, since every command comes by here. */
  private readonly handlers: EventHandlers = {
    'room:join': async (socket, { room, since }) => {
      const { seat, events } = await this.attendance.join(socket, room, since);
      return { ok: true, seat, events, now: Date.now() };
    },
    'room:leave': async (socket, { room }) => {
      await this.attendance.seatOf(socket, room);
      await this.attendance.leave(socket, room);
      return { ok: true };
    },
    'room:sync': async (socket, { room, since }) => {
      return { ok: true, events: await this.attendance.sync(socket, room, since), now: Date.now() };
    },
    'room:command': async (socket, { room, id, command }) => {
      const actor = await this.attendance.seatOf(socket, room);
      return { ok: true, ...(await this.rooms.handle({ room, commandId: id, command, actor })) };
    },
    'doc:join': async (socket, payload) => ({ ok: true, state: await this.notes.read(socket, payload) }),
    'doc:update': async (socket, payload) => {
      await this.notes.change(socket, payload);
      return { ok: true };
    },
    'doc:cursor': async (socket, payload) => {
      await this.notes.point(socket, payload);
      return { ok: true };
    },
    'queue:watch': async (socket) => ({ ok: true, status: await this.queue.of(socket.data.who.accountId) }),
  };

  afterInit(server: Server): void {
    this.door.open(server, this.handlers);
  }

  handleDisconnect(socket: RealtimeSocket): void {
    this.door.gone(socket, this.attendance.leaveAll(socket));
  }
}
