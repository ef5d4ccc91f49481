import { Controller } from '@nestjs/common';
import type { FollowUp } from '#shared/contract/follow-up.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { CorrectionService } from './correction.service.js';
import { DisputeService, type SheetPlace } from './dispute.service.js';
import { FollowUpService } from './follow-up.service.js';
import { ThanksService } from './thanks.service.js';

@Controller()
export class FollowUpController {
  constructor(
    private readonly followUps: FollowUpService,
    private readonly disputes: DisputeService,
    private readonly corrections: CorrectionService,
    private readonly thanks: ThanksService,
  ) {}

  @Serve('followUp')
  read(@Who() who: SignedIn, @Input() { params }: ParsedInput<'followUp'>): Promise<FollowUp> {
    return this.followUps.of(params.room, who.accountId);
  }

  @Serve('disputeSheet')
  dispute(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'disputeSheet'>): Promise<void> {
    return this.disputes.dispute(placeOf(params), who.accountId, body);
  }

  @Serve('withdrawDispute')
  withdraw(@Who() who: SignedIn, @Input() { params }: ParsedInput<'withdrawDispute'>): Promise<void> {
    return this.disputes.withdraw(placeOf(params), who.accountId);
  }

  @Serve('correctSheet')
  correct(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'correctSheet'>): Promise<void> {
    return this.corrections.correct(placeOf(params), who.accountId, body);
  }

  @Serve('thankPartner')
  thank(@Who() who: SignedIn, @Input() { params }: ParsedInput<'thankPartner'>): Promise<void> {
    return this.thanks.thank(params.room, who.accountId);
  }
}

function placeOf({ room, round, kind }: ParsedInput<'correctSheet'>['params']): SheetPlace {
  return { room, round: round === '1' ? 1 : 2, kind };
}
