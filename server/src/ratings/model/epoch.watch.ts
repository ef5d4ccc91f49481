import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOG, type Log } from '../../config/log.js';
import { RealtimePublisher } from '../../realtime/realtime.publisher.js';
import { EpochStore } from './epoch.store.js';

const POLL_MS = 2_000;
/** Everybody's page asks again after a solve: over so long, that not all do at once. */
const SPREAD_MS = 20_000;

/**
 * Tells everybody who is connected to this process of each new epoch, once. Whoever solved it, here, in a worker or in
 * a command of its own, has nothing to say: every process sees it in the same row.
 */
@Injectable()
export class EpochWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private known: number | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly epochs: EpochStore,
    private readonly publisher: RealtimePublisher,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** What is read before the first connection is no news to anybody. */
  async onApplicationBootstrap(): Promise<void> {
    await this.lookQuietly();
    this.timer = setInterval(() => void this.lookQuietly(), POLL_MS);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async look(): Promise<void> {
    const { id, since } = await this.epochs.current();
    const before = this.known ?? id;
    // An answer that was overtaken by a later one is older than what is known.
    this.known = Math.max(before, id);
    if (id <= before) return;
    this.publisher.toEverybodyHere('progress:changed', { compiledAt: since.getTime(), spreadMs: SPREAD_MS });
  }

  private async lookQuietly(): Promise<void> {
    try {
      await this.look();
    } catch (err) {
      this.log.warn({ err }, 'which epoch is read could not be found out; it is asked again');
    }
  }
}
