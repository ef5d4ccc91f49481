import { Injectable } from '@nestjs/common';
import type { ServerPayload } from '#shared/contract/socket.js';

/** Sessions that are over: their sockets have to go. */
export interface SessionEnded {
  accountId: string;
  sessionIds: string[];
  reason: ServerPayload<'session:ended'>['reason'];
}

/** Tells this process when sessions end, after the fact is durable. */
@Injectable()
export class SessionEndings {
  private readonly listeners: ((ended: SessionEnded) => void)[] = [];

  onEnded(listener: (ended: SessionEnded) => void): void {
    this.listeners.push(listener);
  }

  tell(ended: SessionEnded): void {
    if (ended.sessionIds.length === 0) return;
    for (const listener of this.listeners) listener(ended);
  }
}
