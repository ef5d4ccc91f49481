import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailboxController } from './mailbox.controller.js';
import { MailService } from './mail.service.js';
import { MailStore } from './mail.store.js';
import { MailWorker } from './mail.worker.js';

/** Mails, sent by SMTP or shown in the mailbox of one's own machine. */
@Module({
  imports: [JobsModule],
  controllers: [MailboxController],
  providers: [MailService, MailStore, MailWorker],
  exports: [MailService],
})
export class MailModule {}
