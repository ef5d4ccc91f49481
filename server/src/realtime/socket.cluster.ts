import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import { RealtimePublisher } from './realtime.publisher.js';

/** Connects the socket servers of several processes through Redis, where there is one. */
@Injectable()
export class SocketCluster implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly clients: Redis[] = [];
  private detached: Server | null = null;

  constructor(
    private readonly publisher: RealtimePublisher,
    @Inject(ENV) private readonly env: Pick<Env, 'redisUrl'>,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Whether other processes serve the same people. */
  get hasOthers(): boolean {
    return this.env.redisUrl !== undefined;
  }

  /** Before the first connection. */
  join(server: Server): void {
    const { redisUrl } = this.env;
    if (redisUrl !== undefined) {
      const client = this.keep(new Redis(redisUrl, { maxRetriesPerRequest: null, disconnectTimeout: 200 }));
      server.adapter(createAdapter(client, { streamName: 'turnabout:sockets', blockTimeInMs: 1_000 }));
    }
    this.publisher.attach(server, this.hasOthers);
  }

  /** A process that serves no sockets has something to say all the same: its jobs move rooms on. */
  onApplicationBootstrap(): void {
    if (this.publisher.attached) return;
    this.detached = new Server();
    this.join(this.detached);
  }

  async onApplicationShutdown(): Promise<void> {
    // Not the server itself, which has no engine to close.
    await this.detached?.of('/').adapter.close();
    for (const client of this.clients) client.disconnect();
  }

  /** The adapter makes connections of its own out of the one it is given, and does not close them all. */
  private keep(client: Redis): Redis {
    client.on('error', (err) => this.log.warn({ err }, 'the connection between the processes stumbled'));
    const duplicate = client.duplicate.bind(client);
    client.duplicate = (...given) => this.keep(duplicate(...given));
    this.clients.push(client);
    return client;
  }
}
