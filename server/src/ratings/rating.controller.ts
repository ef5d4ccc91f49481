import { Controller } from '@nestjs/common';
import type { OwnSheets, Report } from '#shared/contract/report.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { RatingService } from './rating.service.js';
import { ReportService } from './report.service.js';

@Controller()
export class RatingController {
  constructor(
    private readonly ratings: RatingService,
    private readonly reports: ReportService,
  ) {}

  @Serve('ownSheets')
  own(@Who() who: SignedIn, @Input() { params }: ParsedInput<'ownSheets'>): Promise<OwnSheets> {
    return this.ratings.own(params.room, who.accountId);
  }

  @Serve('saveDraft')
  saveDraft(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'saveDraft'>): Promise<void> {
    return this.ratings.saveDraft(params.room, who.accountId, params.round === '1' ? 1 : 2, params.kind, body);
  }

  @Serve('submitSheet')
  async submit(
    @Who() who: SignedIn,
    @Input() { params, body }: ParsedInput<'submitSheet'>,
  ): Promise<Record<string, never>> {
    await this.ratings.submit(params.room, who.accountId, params.round === '1' ? 1 : 2, body.id, body.sheet);
    return {};
  }

  @Serve('report')
  report(@Who() who: SignedIn, @Input() { params }: ParsedInput<'report'>): Promise<Report> {
    return this.reports.of(params.room, who.accountId);
  }

  @Serve('markUseful')
  markUseful(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'markUseful'>): Promise<void> {
    return this.reports.markUseful(params.room, who.accountId, params.item, body.useful);
  }
}
