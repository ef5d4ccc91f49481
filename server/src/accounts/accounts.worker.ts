import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { ExpiryService } from './expiry.service.js';

@Injectable()
export class AccountsWorker {
  constructor(runner: JobRunner, expiry: ExpiryService) {
    runner.sweep('accounts', () => expiry.clearAway());
  }
}
