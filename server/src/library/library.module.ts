import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { KnowledgeService } from './knowledge.service.js';
import { KnowledgeStore } from './knowledge.store.js';
import { LibraryController } from './library.controller.js';
import { LibraryService } from './library.service.js';
import { RoomCheckService } from './room-check.service.js';
import { SessionGateService } from './session-gate.service.js';

/** The flows to browse, and what each person knows of them. */
@Module({
  imports: [AccountsModule, FlowsModule, RoomsModule],
  controllers: [LibraryController],
  providers: [KnowledgeService, KnowledgeStore, LibraryService, RoomCheckService, SessionGateService],
  exports: [KnowledgeService, SessionGateService],
})
export class LibraryModule {}
