import { Injectable } from '@nestjs/common';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';

/** What follows a change of an open report, after commit: both are told, and read it anew. */
@Injectable()
export class FollowUpEffects {
  constructor(private readonly publisher: RealtimePublisher) {}

  changed(room: string, two: readonly [string, string]): void {
    for (const account of two) this.publisher.toAccount(account, 'report:changed', { room });
  }
}
