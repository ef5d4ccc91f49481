import { Controller } from '@nestjs/common';
import type { QueueOverview, QueueStatus } from '#shared/contract/queue.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { MatchService } from './match.service.js';
import { MatchmakingService } from './matchmaking.service.js';
import { QueueStatusService } from './queue-status.service.js';

@Controller()
export class MatchmakingController {
  constructor(
    private readonly queue: MatchmakingService,
    private readonly matches: MatchService,
    private readonly status: QueueStatusService,
  ) {}

  @Serve('queueOverview')
  overview(): Promise<QueueOverview> {
    return this.status.overview();
  }

  @Serve('queueStatus')
  queueStatus(@Who() who: SignedIn): Promise<QueueStatus> {
    return this.queue.watch(who.accountId);
  }

  @Serve('enqueue')
  enqueue(@Who() who: SignedIn, @Input() input: ParsedInput<'enqueue'>): Promise<QueueStatus> {
    return this.queue.enqueue(who, input.body);
  }

  @Serve('dequeue')
  dequeue(@Who() who: SignedIn): Promise<void> {
    return this.queue.dequeue(who.accountId);
  }

  @Serve('answerMatch')
  async answerMatch(@Who() who: SignedIn, @Input() input: ParsedInput<'answerMatch'>): Promise<QueueStatus> {
    await this.matches.answer(input.params.match, who.accountId, input.body.accept);
    return this.status.of(who.accountId);
  }
}
