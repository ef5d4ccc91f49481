import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Server } from 'socket.io';
import { LOG, type Log } from '../config/log.js';
import { EventDispatch, type EventHandlers } from './event.dispatch.js';
import { HandshakeService } from './handshake.service.js';
import { socketsOpen } from './realtime.metrics.js';
import type { RealtimeSocket } from './realtime.socket.js';
import { SessionCloser } from './session.closer.js';
import { SocketCluster } from './socket.cluster.js';

/** Over how long the connections are sent away, so that they don't all come back to the others at once. */
const FAREWELL_MS = 1_000;
const FAREWELLS = 20;

/** What every connection passes on its way in, before any event of it is looked at. */
@Injectable()
export class SocketDoor implements BeforeApplicationShutdown {
  private server: Server | null = null;
  private closing = false;

  constructor(
    private readonly handshakes: HandshakeService,
    private readonly cluster: SocketCluster,
    private readonly events: EventDispatch,
    private readonly sessions: SessionCloser,
    @Inject(LOG) private readonly log: Log,
  ) {}

  open(server: Server, handlers: EventHandlers): void {
    this.server = server;
    server.engine.opts.allowRequest = (request, answer) => {
      if (this.closing) answer('CLOSING', false);
      else this.handshakes.allowRequest(request, answer);
    };
    this.cluster.join(server);
    server.use((socket: RealtimeSocket, next) => void this.handshakes.admit(server, socket, next));
    server.on('connection', (socket: RealtimeSocket) => {
      socketsOpen.inc();
      this.events.listen(socket, handlers);
    });
    this.sessions.watch(server);
  }

  /** A connection has ended; `work` is what has to be done about it, and what fails of it is left to the sweep. */
  gone(_socket: RealtimeSocket, work: Promise<void>): void {
    socketsOpen.dec();
    work.catch((err: unknown) => this.log.warn({ err }, 'a departure is left to the sweep'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    // With nobody else to go to, there is nothing to spread.
    if (this.cluster.hasOthers) await this.sendAway();
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
}
