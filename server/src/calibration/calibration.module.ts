import { Module } from '@nestjs/common';
import { CalibrationController } from './calibration.controller.js';
import { CalibrationService } from './calibration.service.js';
import { CalibrationStore } from './calibration.store.js';
import { RatingsModule } from '../ratings/ratings.module.js';
import { VignetteLibrary } from './vignette.library.js';

/** Raters learn how far off they are, on answers whose scores are known. */
@Module({
  imports: [RatingsModule],
  controllers: [CalibrationController],
  providers: [
    CalibrationService,
    CalibrationStore,
    { provide: VignetteLibrary, useFactory: () => new VignetteLibrary() },
  ],
  exports: [CalibrationService],
})
export class CalibrationModule {}
