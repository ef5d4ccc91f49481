import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { MailService } from './mail.service.js';

@Injectable()
export class MailWorker {
  constructor(runner: JobRunner, mails: MailService) {
    runner.sweep('mail', () => mails.sweep());
  }
}
