import { Controller } from '@nestjs/common';
import type { RouteResponse } from '#shared/contract/http.js';
import type { RatingsOverview } from '#shared/contract/staff.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { FlagService } from './flag.service.js';
import { StaffRatingsService } from './staff-ratings.service.js';

@Controller()
export class StaffRatingsController {
  constructor(
    private readonly ratings: StaffRatingsService,
    private readonly flags: FlagService,
  ) {}

  @Serve('staffRatings')
  overview(): Promise<RatingsOverview> {
    return this.ratings.overview();
  }

  @Serve('solveAnew')
  solveAnew(@Who() who: SignedIn): Promise<void> {
    return this.ratings.solveAnew(who);
  }

  @Serve('staffFlags')
  list(@Who() who: SignedIn, @Input() { query }: ParsedInput<'staffFlags'>): Promise<RouteResponse<'staffFlags'>> {
    return this.flags.list(who, query.before);
  }

  @Serve('lookAtFlag')
  look(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'lookAtFlag'>): Promise<void> {
    return this.flags.look(who, params.flag, body.note);
  }

  @Serve('reopenFlag')
  reopen(@Who() who: SignedIn, @Input() { params }: ParsedInput<'reopenFlag'>): Promise<void> {
    return this.flags.reopen(who, params.flag);
  }
}
