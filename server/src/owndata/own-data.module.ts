import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalibrationModule } from '../calibration/calibration.module.js';
import { DebriefModule } from '../debrief/debrief.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LibraryModule } from '../library/library.module.js';
import { MatchmakingModule } from '../matchmaking/matchmaking.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { RatingsModule } from '../ratings/ratings.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { StudioModule } from '../studio/studio.module.js';
import { ErasureService } from './erasure.service.js';
import { ErasureStore } from './erasure.store.js';
import { ExportFileWriter } from './export.file.js';
import { ExportMaker } from './export.maker.js';
import { ExportStore } from './export.store.js';
import { ExportSweep } from './export.sweep.js';
import { ExportsService } from './exports.service.js';
import { OwnDataController } from './own-data.controller.js';
import { OwnDataWorker } from './own-data.worker.js';
import { RoomExporter } from './room.exporter.js';

/** What is kept about somebody: taken along by them, or deleted. Every other feature is asked for its part. */
@Module({
  imports: [
    AccountsModule,
    CalibrationModule,
    DebriefModule,
    DocumentsModule,
    JobsModule,
    LibraryModule,
    MatchmakingModule,
    ProgressModule,
    RatingsModule,
    RoomsModule,
    StudioModule,
  ],
  controllers: [OwnDataController],
  providers: [
    ErasureService,
    ErasureStore,
    ExportFileWriter,
    ExportMaker,
    ExportStore,
    ExportsService,
    ExportSweep,
    OwnDataWorker,
    RoomExporter,
  ],
})
export class OwnDataModule {}
