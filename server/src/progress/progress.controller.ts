import { Controller } from '@nestjs/common';
import type { HistoryPoint, Progress, SessionRow } from '#shared/contract/progress.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { ProgressService } from './progress.service.js';

@Controller()
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @Serve('progress')
  of(@Who() who: SignedIn, @Input() { query }: ParsedInput<'progress'>): Promise<Progress> {
    return this.progress.of(who.accountId, query.range);
  }

  @Serve('sessionHistory')
  sessions(
    @Who() who: SignedIn,
    @Input() { query }: ParsedInput<'sessionHistory'>,
  ): Promise<{ sessions: SessionRow[]; next: string | null }> {
    return this.progress.sessions(who.accountId, query);
  }

  @Serve('progressPoints')
  points(
    @Who() who: SignedIn,
    @Input() { query }: ParsedInput<'progressPoints'>,
  ): Promise<{ points: HistoryPoint[]; next: string | null }> {
    return this.progress.points(who.accountId, query.range, query.before);
  }

  @Serve('setGoal')
  setGoal(@Who() who: SignedIn, @Input() { body }: ParsedInput<'setGoal'>): Promise<void> {
    return this.progress.setGoal(who.accountId, body.competency);
  }
}
