import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ProgressController } from './progress.controller.js';
import { ProgressService } from './progress.service.js';
import { ProgressStore } from './progress.store.js';
import { SessionListStore } from './session-list.store.js';

/** The compiled numbers, for their owner. */
@Module({
  imports: [AccountsModule],
  controllers: [ProgressController],
  providers: [ProgressService, ProgressStore, SessionListStore],
})
export class ProgressModule {}
