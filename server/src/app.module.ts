import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { CalibrationModule } from './calibration/calibration.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Env } from './config/env.js';
import type { Log } from './config/log.js';
import { DatabaseModule } from './database/database.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { FlowsModule } from './flows/flows.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { LimitsModule } from './http/limits.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LibraryModule } from './library/library.module.js';
import { MailModule } from './mail/mail.module.js';
import { MatchmakingModule } from './matchmaking/matchmaking.module.js';
import { OwnDataModule } from './owndata/own-data.module.js';
import { ProgressModule } from './progress/progress.module.js';
import { RatingsModule } from './ratings/ratings.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { StudioModule } from './studio/studio.module.js';

/** The whole server. Web and worker processes are made of the same parts. */
@Module({})
export class AppModule {
  static with(env: Env, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(env, log),
        DatabaseModule,
        LimitsModule,
        HttpModule,
        HealthModule,
        JobsModule,
        MailModule,
        AccountsModule,
        FlowsModule,
        RoomsModule,
        LibraryModule,
        DocumentsModule,
        RealtimeModule,
        MatchmakingModule,
        RatingsModule,
        ProgressModule,
        CalibrationModule,
        StudioModule,
        OwnDataModule,
      ],
    };
  }
}
