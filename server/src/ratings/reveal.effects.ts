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
    await this.jobs.add({ name: 'compile-sheet', room: state.id });
    for (const peer of [state.peers.A, state.peers.B]) {
      this.publisher.toAccount(peer.account, 'report:revealed', { room: state.id });
    }
  }

  /** New numbers are written of these people; where it is due, all is to be solved anew. */
  async compiled(people: Iterable<string>, at: Date, due: boolean): Promise<void> {
    for (const account of people) this.publisher.toAccount(account, 'progress:changed', { compiledAt: at.getTime() });
    if (due) await this.solve('changes');
  }

  /** A room is compiled: its people's drills and their lists of sessions follow. */
  async compiledRoom(room: string, accounts: readonly string[]): Promise<void> {
    await this.jobs.add({ name: 'session-report', room });
    for (const account of accounts) {
      await this.jobs.add({ name: 'drill-suggestion', account });
    }
  }

  async solve(reason: string): Promise<void> {
    await this.jobs.add({ name: 'solve-epoch', reason }, { id: 'solve-epoch' });
  }
}
