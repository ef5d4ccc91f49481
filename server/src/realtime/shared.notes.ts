import { Injectable } from '@nestjs/common';
import type { ClientPayload, DocumentName } from '#shared/contract/socket.js';
import { SEATS } from '#shared/room/state.js';
import { DocumentService } from '../documents/document.service.js';
import { AttendanceService } from './attendance.service.js';
import { RealtimePublisher } from './realtime.publisher.js';
import type { RealtimeSocket } from './realtime.socket.js';

interface Named {
  room: string;
  doc: DocumentName;
}

/** Shared documents over the socket: read, change, and show where one's cursor is. */
@Injectable()
export class SharedNotes {
  constructor(
    private readonly documents: DocumentService,
    private readonly attendance: AttendanceService,
    private readonly publisher: RealtimePublisher,
  ) {}

  async read({ data }: RealtimeSocket, { room, doc }: Named): Promise<string> {
    return base64(await this.documents.read(room, doc, data.who.accountId));
  }

  /** Passed on once it is durable, and as what the document has really gained by it. */
  async change(socket: RealtimeSocket, { room, doc, update }: ClientPayload<'doc:update'>): Promise<void> {
    const bytes = Buffer.from(update, 'base64');
    const gained = await this.documents.update(room, doc, socket.data.who.accountId, bytes);
    for (const seat of SEATS) {
      this.publisher.toRoomSeat(room, seat, 'doc:updated', { room, doc, update: base64(gained) }, [socket.id]);
    }
  }

  async point(socket: RealtimeSocket, { room, doc, state }: ClientPayload<'doc:cursor'>): Promise<void> {
    const from = await this.attendance.seatOf(socket, room);
    for (const seat of SEATS) {
      this.publisher.toRoomSeat(room, seat, 'doc:cursor', { room, doc, seat: from, state }, [socket.id]);
    }
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
