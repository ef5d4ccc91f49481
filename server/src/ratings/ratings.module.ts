import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { CompileService } from './compile.service.js';
import { CompileStore } from './compile.store.js';
import { CompiledFacts } from './compiled.facts.js';
import { CountingService } from './counting.service.js';
import { CountingStore } from './counting.store.js';
import { EpochSolver } from './model/epoch.solver.js';
import { EpochStore } from './model/epoch.store.js';
import { EpochWatch } from './model/epoch.watch.js';
import { LedgerStore } from './model/ledger.store.js';
import { ModelWriter } from './model/model.writer.js';
import { OutputStore } from './model/output.store.js';
import { ReplicaService } from './model/replica.service.js';
import { OpenedSheetsService } from './opened-sheets.service.js';
import { RaterCalibrationService } from './rater-calibration.service.js';
import { RatingController } from './rating.controller.js';
import { RatingSweep } from './rating.sweep.js';
import { RatingService } from './rating.service.js';
import { RatingWorker } from './rating.worker.js';
import { ReportService } from './report.service.js';
import { RevealEffects } from './reveal.effects.js';
import { RevealService } from './reveal.service.js';
import { RevealStore } from './reveal.store.js';
import { SheetErasureService } from './sheet-erasure.service.js';
import { SheetErasureStore } from './sheet-erasure.store.js';
import { SheetStore } from './sheet.store.js';
import { SolveWishService } from './solve-wish.service.js';

/** Sheets, sealed until their time, and the numbers compiled from them. */
@Module({
  imports: [AccountsModule, FlowsModule, JobsModule, RealtimeModule, RoomsModule],
  controllers: [RatingController],
  providers: [
    CompileService,
    CompileStore,
    CompiledFacts,
    CountingService,
    CountingStore,
    EpochSolver,
    EpochStore,
    EpochWatch,
    LedgerStore,
    ModelWriter,
    OpenedSheetsService,
    OutputStore,
    RaterCalibrationService,
    RatingService,
    RatingSweep,
    RatingWorker,
    ReplicaService,
    ReportService,
    RevealEffects,
    RevealService,
    RevealStore,
    SheetErasureService,
    SheetErasureStore,
    SheetStore,
    SolveWishService,
  ],
  exports: [
    CountingService,
    OpenedSheetsService,
    RaterCalibrationService,
    RatingService,
    ReportService,
    SheetErasureService,
    SolveWishService,
  ],
})
export class RatingsModule {}
