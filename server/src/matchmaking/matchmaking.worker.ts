import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { MatchService } from './match.service.js';
import { Matchmaker } from './matchmaker.js';
import { QueueSweep } from './queue.sweep.js';

@Injectable()
export class MatchmakingWorker {
  constructor(runner: JobRunner, matchmaker: Matchmaker, matches: MatchService, sweep: QueueSweep) {
    runner.on('match', async () => {
      await matchmaker.tick();
    });
    runner.on('match-expiry', (job) => matches.expire(job.match));
    runner.sweep('matchmaking', () => sweep.run());
  }
}
