import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { nextDeadline } from '#shared/room/deadlines.js';
import type { RoomState } from '#shared/room/state.js';
import { LOG, type Log } from '../config/log.js';
import { JobQueue } from '../jobs/job.queue.js';

/** A job that comes a moment early would find nothing due. */
const SLACK_MS = 5;

/** Puts a delayed job behind the next deadline of a room. Losing one is harmless: the sweep finds the room by its row. */
@Injectable()
export class RoomDeadlines {
  constructor(
    private readonly jobs: JobQueue,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** `before` is the state in which the last job was put. */
  schedule(before: RoomState | null, state: RoomState): void {
    const next = nextDeadline(state);
    if (!next || (before && nextDeadline(before)?.key === next.key)) return;
    const id = `room-deadline-${createHash('sha256').update(`${state.id} ${next.key}`).digest('base64url')}`;
    this.jobs
      .add({ name: 'room-deadline', room: state.id }, { id, delayMs: next.at - Date.now() + SLACK_MS })
      .catch((err: unknown) => this.log.warn({ err, room: state.id }, 'a deadline is left to the sweep'));
  }
}
