import { Injectable } from '@nestjs/common';
import type { QueueStatus } from '#shared/contract/queue.js';
import { Refused } from '../http/refused.js';

type Watch = (account: string) => Promise<QueueStatus>;

/** How the gateway asks for somebody's place in the queue. Matchmaking registers the answer; the gateway knows no more. */
@Injectable()
export class QueueWatch {
  private watch: Watch | null = null;

  register(watch: Watch): void {
    if (this.watch) throw new Error('The queue is watched already.');
    this.watch = watch;
  }

  of(account: string): Promise<QueueStatus> {
    if (this.watch) return this.watch(account);
    throw new Refused('UNAVAILABLE', 'There is no queue here.');
  }
}
