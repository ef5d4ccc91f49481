import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LibraryModule } from '../library/library.module.js';
import { QueueWatch } from '../realtime/queue-watch.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { FactsGatherer } from './facts.gatherer.js';
import { MatchService } from './match.service.js';
import { MatchStore } from './match.store.js';
import { Matchmaker } from './matchmaker.js';
import { MatchmakingController } from './matchmaking.controller.js';
import { MatchmakingService } from './matchmaking.service.js';
import { MatchmakingWorker } from './matchmaking.worker.js';
import { PairingPool } from './pairing.pool.js';
import { QueueAnnouncer } from './queue.announcer.js';
import { QueueStatusService } from './queue-status.service.js';
import { QueueSweep } from './queue.sweep.js';
import { TicketStore } from './ticket.store.js';

/** The queue, the pairing and the ready check. */
@Module({
  imports: [AccountsModule, FlowsModule, JobsModule, LibraryModule, RealtimeModule, RoomsModule],
  controllers: [MatchmakingController],
  providers: [
    FactsGatherer,
    MatchmakingService,
    MatchmakingWorker,
    Matchmaker,
    MatchService,
    MatchStore,
    PairingPool,
    QueueAnnouncer,
    QueueStatusService,
    QueueSweep,
    TicketStore,
  ],
  exports: [MatchmakingService],
})
export class MatchmakingModule {
  constructor(watch: QueueWatch, queue: MatchmakingService) {
    watch.register((account) => queue.watch(account));
  }
}
