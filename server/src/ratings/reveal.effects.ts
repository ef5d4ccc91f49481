import { Injectable } from '@nestjs/common';
import type { RoomState } from '#shared/room/state.js';
import { JobQueue } from '../jobs/job.queue.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';

/** What follows a reveal and a compile, after commit; all of it is found again by the sweep or by asking. */
@Injectable()
export class RevealEffects {
  constructor(
    private readonly jobs: JobQueue,
    private readonly publisher: RealtimePublisher,
  ) {}

  async revealed(state: RoomState): Promise<void> {
    await this.jobs.add({ name: 'compile-sheet', room: state.id }, { id: `compile-sheet-${state.id}` });
    for (const peer of [state.peers.A, state.peers.B]) {
      this.publisher.toAccount(peer.account, 'report:revealed', { room: state.id });
    }
  }

  /** New numbers are written of these people. */
  compiled(accounts: Iterable<string>, at: Date): void {
    for (const account of accounts) this.publisher.toAccount(account, 'progress:changed', { compiledAt: at.getTime() });
  }
}
