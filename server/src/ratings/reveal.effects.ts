import { Injectable } from '@nestjs/common';
import type { RoomState } from '#shared/room/state.js';
import { JobQueue } from '../jobs/job.queue.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';

/** What follows a reveal, after commit; all of it is found again by the sweep or by asking. */
@Injectable()
export class RevealEffects {
  constructor(
    private readonly jobs: JobQueue,
    private readonly publisher: RealtimePublisher,
  ) {}

  async revealed(state: RoomState): Promise<void> {
    await this.jobs.add({ name: 'compile-ratings', room: state.id }, { id: `compile-ratings-${state.id}` });
    for (const peer of [state.peers.A, state.peers.B]) {
      this.publisher.toAccount(peer.account, 'report:revealed', { room: state.id });
    }
  }
}
