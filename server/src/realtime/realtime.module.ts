import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { AttendanceService } from './attendance.service.js';
import { EventDispatch } from './event.dispatch.js';
import { HandshakeService } from './handshake.service.js';
import { PresenceService } from './presence.service.js';
import { PresenceStore } from './presence.store.js';
import { PresenceWorker } from './presence.worker.js';
import { QueueWatch } from './queue-watch.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { RealtimePublisher } from './realtime.publisher.js';
import { RoomRelay } from './room.relay.js';
import { SessionCloser } from './session.closer.js';
import { SharedNotes } from './shared.notes.js';
import { SocketCluster } from './socket.cluster.js';
import { SocketDoor } from './socket.door.js';

/** Everything over the socket: one door in, one way out. */
@Module({
  imports: [AccountsModule, DocumentsModule, JobsModule, RoomsModule],
  providers: [
    AttendanceService,
    EventDispatch,
    HandshakeService,
    PresenceService,
    PresenceStore,
    PresenceWorker,
    QueueWatch,
    RealtimeGateway,
    RealtimePublisher,
    RoomRelay,
    SessionCloser,
    SharedNotes,
    SocketCluster,
    SocketDoor,
  ],
  exports: [QueueWatch, RealtimePublisher],
})
export class RealtimeModule {}
