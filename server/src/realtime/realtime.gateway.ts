import { UseFilters, UseInterceptors } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { SOCKET_PATH, type ClientAck, type ClientPayload } from '#shared/contract/socket.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { AttendanceService } from './attendance.service.js';
import { PayloadPipe } from './payload.pipe.js';
import { QueueWatch } from './queue-watch.js';
import type { RealtimeSocket } from './realtime.socket.js';
import { RefusalFilter } from './refusal.filter.js';
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
@UseFilters(RefusalFilter)
@UseInterceptors(new AnswerInterceptor())
export class RealtimeGateway implements OnGatewayInit<Server>, OnGatewayDisconnect<RealtimeSocket> {
  constructor(
    private readonly door: SocketDoor,
    private readonly attendance: AttendanceService,
    private readonly rooms: RoomHandler,
    private readonly notes: SharedNotes,
    private readonly queue: QueueWatch,
  ) {}

  afterInit(server: Server): void {
    this.door.open(server);
  }

  handleDisconnect(socket: RealtimeSocket): void {
    this.door.gone(socket, this.attendance.leaveAll(socket));
  }

  @SubscribeMessage('room:join')
  async join(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('room:join')) { room, since }: ClientPayload<'room:join'>,
  ): Promise<ClientAck<'room:join'>> {
    const { seat, events } = await this.attendance.join(socket, room, since);
    return { ok: true, seat, events, now: Date.now() };
  }

  @SubscribeMessage('room:leave')
  async leave(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('room:leave')) { room }: ClientPayload<'room:leave'>,
  ): Promise<ClientAck<'room:leave'>> {
    await this.attendance.seatOf(socket, room);
    await this.attendance.leave(socket, room);
    return { ok: true };
  }

  @SubscribeMessage('room:sync')
  async sync(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('room:sync')) { room, since }: ClientPayload<'room:sync'>,
  ): Promise<ClientAck<'room:sync'>> {
    return { ok: true, events: await this.attendance.sync(socket, room, since), now: Date.now() };
  }

  @SubscribeMessage('room:command')
  async command(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('room:command')) { room, id, command }: ClientPayload<'room:command'>,
  ): Promise<ClientAck<'room:command'>> {
    const actor = await this.attendance.seatOf(socket, room);
    return { ok: true, ...(await this.rooms.handle({ room, commandId: id, command, actor })) };
  }

  @SubscribeMessage('doc:join')
  async openNotes(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('doc:join')) payload: ClientPayload<'doc:join'>,
  ): Promise<ClientAck<'doc:join'>> {
    return { ok: true, state: await this.notes.read(socket, payload) };
  }

  @SubscribeMessage('doc:update')
  async changeNotes(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('doc:update')) payload: ClientPayload<'doc:update'>,
  ): Promise<ClientAck<'doc:update'>> {
    await this.notes.change(socket, payload);
    return { ok: true };
  }

  @SubscribeMessage('doc:cursor')
  async moveCursor(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('doc:cursor')) payload: ClientPayload<'doc:cursor'>,
  ): Promise<ClientAck<'doc:cursor'>> {
    await this.notes.point(socket, payload);
    return { ok: true };
  }

  @SubscribeMessage('queue:watch')
  async watchQueue(
    @ConnectedSocket() socket: RealtimeSocket,
    @MessageBody(new PayloadPipe('queue:watch')) _payload: ClientPayload<'queue:watch'>,
  ): Promise<ClientAck<'queue:watch'>> {
    return { ok: true, status: await this.queue.of(socket.data.who.accountId) };
  }
}
