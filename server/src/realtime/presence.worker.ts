import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { PresenceService } from './presence.service.js';

@Injectable()
export class PresenceWorker {
  constructor(runner: JobRunner, presence: PresenceService) {
    runner.on('seat-absence', ({ room, seat }) => presence.settle({ room, seat }));
    runner.sweep('presence', () => presence.sweep());
  }
}
