import { Controller } from '@nestjs/common';
import type { RouteResponse } from '#shared/contract/http.js';
import type { DisputeCase } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { DecisionService } from './decision.service.js';
import { StaffDisputeService } from './staff-dispute.service.js';

@Controller()
export class StaffDisputeController {
  constructor(
    private readonly disputes: StaffDisputeService,
    private readonly decisions: DecisionService,
  ) {}

  @Serve('staffDisputes')
  list(
    @Who() who: SignedIn,
    @Input() { query }: ParsedInput<'staffDisputes'>,
  ): Promise<RouteResponse<'staffDisputes'>> {
    return this.disputes.list(who, query.state, query.before);
  }

  @Serve('staffDispute')
  read(@Who() who: SignedIn, @Input() { params }: ParsedInput<'staffDispute'>): Promise<DisputeCase> {
    return this.disputes.read(who, params.dispute);
  }

  @Serve('decideDispute')
  decide(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'decideDispute'>): Promise<void> {
    return this.decisions.decide(who, params.dispute, body);
  }
}
