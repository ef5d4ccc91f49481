import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { RatingsModule } from '../ratings/ratings.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { CorrectionService } from './correction.service.js';
import { CorrectionStore } from './correction.store.js';
import { DecisionService } from './decision.service.js';
import { DisputeService } from './dispute.service.js';
import { DisputeStore } from './dispute.store.js';
import { FollowUpController } from './follow-up.controller.js';
import { FollowUpEffects } from './follow-up.effects.js';
import { FollowUpService } from './follow-up.service.js';
import { OwnFollowUpService } from './own-follow-up.service.js';
import { StaffDisputeController } from './staff-dispute.controller.js';
import { StaffDisputeService } from './staff-dispute.service.js';
import { ThanksService } from './thanks.service.js';
import { ThanksStore } from './thanks.store.js';

/** What comes of a debrief once its sheets are open: corrections, disputes and what staff decide, thanks. */
@Module({
  imports: [AccountsModule, AuditModule, RatingsModule, RealtimeModule, RoomsModule],
  controllers: [FollowUpController, StaffDisputeController],
  providers: [
    CorrectionService,
    CorrectionStore,
    DecisionService,
    DisputeService,
    DisputeStore,
    FollowUpEffects,
    FollowUpService,
    OwnFollowUpService,
    StaffDisputeService,
    ThanksService,
    ThanksStore,
  ],
  exports: [OwnFollowUpService],
})
export class DebriefModule {}
