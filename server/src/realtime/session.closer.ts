import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Server } from 'socket.io';
import { SessionService } from '../accounts/session.service.js';
import { LOG, type Log } from '../config/log.js';
import { HandshakeService } from './handshake.service.js';
import { RealtimePublisher } from './realtime.publisher.js';
import type { RealtimeSocket } from './realtime.socket.js';

/** How often a connection's session is looked at again; that it ended is usually told at once. */
const RECHECK_MS = 60_000;

/** A session that is over takes its connections with it. */
@Injectable()
export class SessionCloser implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    sessions: SessionService,
    private readonly handshakes: HandshakeService,
    private readonly publisher: RealtimePublisher,
    @Inject(LOG) private readonly log: Log,
  ) {
    sessions.onEnded(({ sessionIds, reason }) => {
      for (const session of sessionIds) publisher.endSession(session, reason);
    });
  }

  /** Look at the connections of this process now and then. */
  watch(server: Server): void {
    this.timer = setInterval(() => void this.recheck(server), RECHECK_MS);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async recheck(server: Server): Promise<void> {
    try {
      const sockets: Iterable<RealtimeSocket> = server.of('/').sockets.values();
      for (const socket of sockets) {
        if (!(await this.handshakes.holds(socket))) this.publisher.endSession(socket.data.who.sessionId, 'expired');
      }
    } catch (err) {
      this.log.warn({ err }, 'sessions could not be looked at again');
    }
  }
}
