import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LiveRooms } from './live.rooms.js';
import { RoomController } from './room.controller.js';
import { RoomDeadlines } from './room.deadlines.js';
import { RoomErasureService } from './room-erasure.service.js';
import { RoomFeed } from './room.feed.js';
import { RoomHandler } from './room.handler.js';
import { RoomRewriteStore } from './room-rewrite.store.js';
import { RoomStore } from './room.store.js';
import { RoomStreamService } from './room.stream.service.js';
import { RoomWorker } from './room.worker.js';
import { RoundFlowService } from './round.flow.service.js';
import { RoundFlows } from './round.flows.js';

/** The rooms: their log, and everything that appends to it or reads it. */
@Module({
  imports: [FlowsModule, JobsModule],
  controllers: [RoomController],
  providers: [
    LiveRooms,
    RoomDeadlines,
    RoomErasureService,
    RoomFeed,
    RoomHandler,
    RoomRewriteStore,
    RoomStore,
    RoomStreamService,
    RoomWorker,
    RoundFlowService,
    RoundFlows,
  ],
  exports: [RoomErasureService, RoomFeed, RoomHandler, RoomStreamService, RoundFlowService],
})
export class RoomsModule {}
