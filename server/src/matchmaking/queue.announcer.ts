import { Injectable } from '@nestjs/common';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { QueueStatusService } from './queue-status.service.js';

/** Tells people how their place in the queue has changed. Only a hint: who misses it finds out by asking. */
@Injectable()
export class QueueAnnouncer {
  constructor(
    private readonly status: QueueStatusService,
    private readonly publisher: RealtimePublisher,
  ) {}

  async tell(accounts: readonly string[]): Promise<void> {
    for (const account of accounts) this.publisher.toAccount(account, 'queue:status', await this.status.of(account));
  }
}
