import { Controller } from '@nestjs/common';
import type { Calibration, Comparison, NextVignette, VignetteRatingRow } from '#shared/contract/calibration.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { CalibrationService } from './calibration.service.js';

@Controller()
export class CalibrationController {
  constructor(private readonly calibration: CalibrationService) {}

  @Serve('calibration')
  of(@Who() who: SignedIn): Promise<Calibration> {
    return this.calibration.of(who.accountId);
  }

  @Serve('nextVignette')
  next(@Who() who: SignedIn, @Input() { params }: ParsedInput<'nextVignette'>): Promise<NextVignette> {
    return this.calibration.next(who.accountId, params.track);
  }

  @Serve('rateVignette')
  rate(@Who() who: SignedIn, @Input() { body }: ParsedInput<'rateVignette'>): Promise<Comparison> {
    return this.calibration.rate(who.accountId, body);
  }

  @Serve('vignetteRatings')
  ratings(
    @Who() who: SignedIn,
    @Input() { query }: ParsedInput<'vignetteRatings'>,
  ): Promise<{ ratings: VignetteRatingRow[] }> {
    return this.calibration.ratings(who.accountId, query.track);
  }

  @Serve('vignetteRating')
  rating(@Who() who: SignedIn, @Input() { params }: ParsedInput<'vignetteRating'>): Promise<Comparison> {
    return this.calibration.rating(who.accountId, params.rating);
  }
}
