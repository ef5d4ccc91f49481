import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Server } from 'socket.io';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import { EventLimits, isClientEvent } from './event.limits.js';
import { HandshakeService } from './handshake.service.js';
import { eventsRefused, socketsOpen } from './realtime.metrics.js';
import { RealtimePublisher } from './realtime.publisher.js';
import type { RealtimeSocket } from './realtime.socket.js';
import { answer } from './refusal.filter.js';
import { SocketCluster } from './socket.cluster.js';

/** How often a connection's session is looked at again; that it ended is usually told at once. */
const RECHECK_MS = 60_000;
/** Over how long the connections are sent away, so that they don't all come back to the others at once. */
const FAREWELL_MS = 1_000;
const FAREWELLS = 20;

/** What every connection passes on its way in, before any event of it is looked at. */
@Injectable()
export class SocketDoor implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private server: Server | null = null;
  private closing = false;

  constructor(
    private readonly handshakes: HandshakeService,
    private readonly cluster: SocketCluster,
    private readonly publisher: RealtimePublisher,
    @Inject(ENV) private readonly env: Pick<Env, 'rateLimitFactor' | 'redisUrl'>,
    @Inject(LOG) private readonly log: Log,
  ) {}

  open(server: Server): void {
    this.server = server;
    server.engine.opts.allowRequest = (request, answer) => {
      if (this.closing) answer('CLOSING', false);
      else this.handshakes.allowRequest(request, answer);
    };
    this.cluster.join(server);
    server.use((socket: RealtimeSocket, next) => {
      this.limit(socket);
      void this.handshakes.admit(server, socket, next);
    });
    server.on('connection', () => socketsOpen.inc());
    this.timer = setInterval(() => void this.recheck(server), RECHECK_MS);
  }

  /** A connection has ended; `work` is what has to be done about it, and what fails of it is left to the sweep. */
  gone(_socket: RealtimeSocket, work: Promise<void>): void {
    socketsOpen.dec();
    work.catch((err: unknown) => this.log.warn({ err }, 'a departure is left to the sweep'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.closing = true;
    // With nobody else to go to, there is nothing to spread.
    if (this.env.redisUrl !== undefined) await this.sendAway();
  }

  /** Lines are cut and not sockets disconnected: a client takes that for a lost line and comes back by itself. */
  private async sendAway(): Promise<void> {
    const sockets = [...(this.server?.of('/').sockets.values() ?? [])];
    const share = Math.ceil(sockets.length / FAREWELLS);
    for (let first = 0; first < sockets.length; first += share) {
      for (const socket of sockets.slice(first, first + share)) socket.conn.close();
      await sleep(FAREWELL_MS / FAREWELLS);
    }
  }

  /** Too much and unknown is answered here; the rest goes on to the gateway. */
  private limit(socket: RealtimeSocket): void {
    const limits = new EventLimits(this.env.rateLimitFactor);
    socket.use((packet, next) => {
      const [event, ...args]: unknown[] = packet;
      const known = isClientEvent(event);
      const waitMs = known ? limits.take(event) : 0;
      if (known && waitMs === 0) return next();
      if (limits.take('refused') > 0) {
        socket.disconnect(true);
        return;
      }
      const code = known ? 'RATE_LIMITED' : 'UNKNOWN_EVENT';
      eventsRefused.inc({ event: known ? event : 'unknown', code });
      if (known)
        answer(args, { ok: false, code, message: 'That was too often. Try again in a moment.', retryAfterMs: waitMs });
      else answer(args, { ok: false, code, message: 'There is no such event. Reload the page.' });
    });
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
