import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SEATS } from '#shared/room/state.js';
import { LOG, type Log } from '../config/log.js';
import { RoomFeed, type RoomAdvance } from '../rooms/room.feed.js';
import { RoomStreamService } from '../rooms/room.stream.service.js';
import { RealtimePublisher } from './realtime.publisher.js';

const POLL_MS = 2_000;

/** Passes on what happens in rooms: to each viewer their own stream, and to the other processes a hint. */
@Injectable()
export class RoomRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    feed: RoomFeed,
    private readonly streams: RoomStreamService,
    private readonly publisher: RealtimePublisher,
    @Inject(LOG) private readonly log: Log,
  ) {
    feed.onAdvance((advance) => this.pass(advance));
    publisher.onHint(([room, seq]) => this.quietly(this.streams.heard(room, seq)));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.quietly(this.streams.poll()), POLL_MS);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private pass({ room, seq, streams, own }: RoomAdvance): void {
    for (const seat of SEATS) {
      // Nothing at all is sent for what this seat may not see: not even that something happened.
      if (streams[seat].length > 0) this.publisher.roomEvents(room, seat, streams[seat]);
    }
    if (own) this.publisher.hint(room, seq);
  }

  private quietly(work: Promise<void>): void {
    work.catch((err: unknown) => this.log.warn({ err }, 'rooms could not be read; they are polled again'));
  }
}
