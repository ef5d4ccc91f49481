import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { LibraryModule } from '../library/library.module.js';
import { AuthorshipService } from './authorship.service.js';
import { ForkService } from './fork.service.js';
import { OwnFlowStore } from './own-flow.store.js';
import { PublishingService } from './publishing.service.js';
import { SharingController } from './sharing.controller.js';
import { SharingService } from './sharing.service.js';
import { StudioController } from './studio.controller.js';
import { StudioService } from './studio.service.js';
import { VersionService } from './version.service.js';
import { VersionStore } from './version.store.js';

/** Writing flows: drafts, versions, forks, and what staff share. */
@Module({
  imports: [AccountsModule, AuditModule, FlowsModule, LibraryModule],
  controllers: [StudioController, SharingController],
  providers: [
    AuthorshipService,
    ForkService,
    OwnFlowStore,
    PublishingService,
    SharingService,
    StudioService,
    VersionService,
    VersionStore,
  ],
  exports: [AuthorshipService],
})
export class StudioModule {}
