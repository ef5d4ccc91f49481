import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job.runner.js';
import { RoomHandler } from './room.handler.js';

/** A deadline that is later than this has been missed by its job. */
const GRACE_MS = 250;

/** Deadlines come as delayed jobs; the sweep finds those whose job was lost. */
@Injectable()
export class RoomWorker {
  constructor(runner: JobRunner, rooms: RoomHandler) {
    runner.on('room-deadline', (job) => rooms.expireDue(job.room));
    runner.sweep('rooms', () => rooms.expireAllDue(GRACE_MS));
  }
}
