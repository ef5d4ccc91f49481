import { Injectable } from '@nestjs/common';
import { MatchService } from './match.service.js';
import { MatchStore } from './match.store.js';
import { Matchmaker } from './matchmaker.js';
import { QueueAnnouncer } from './queue.announcer.js';
import { TicketStore } from './ticket.store.js';

/** What time makes possible (relaxation), and what a crash left undone. */
@Injectable()
export class QueueSweep {
  constructor(
    private readonly tickets: TicketStore,
    private readonly matches: MatchStore,
    private readonly service: MatchService,
    private readonly matchmaker: Matchmaker,
    private readonly announcer: QueueAnnouncer,
  ) {}

  async run(): Promise<void> {
    await this.announcer.tell(await this.tickets.expireSilent(new Date()));
    for (const match of await this.matches.due(new Date())) await this.service.expire(match);
    await this.matchmaker.tick();
  }
}
