import { Controller } from '@nestjs/common';
import type { PublishedFlow } from '#shared/contract/studio.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { SharingService } from './sharing.service.js';

/** For staff. */
@Controller()
export class SharingController {
  constructor(private readonly sharing: SharingService) {}

  @Serve('publishedFlows')
  published(
    @Who() who: SignedIn,
    @Input() { query }: ParsedInput<'publishedFlows'>,
  ): Promise<{ flows: PublishedFlow[]; next: string | null }> {
    return this.sharing.published(who, query.before);
  }

  @Serve('shareFlow')
  share(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'shareFlow'>): Promise<void> {
    return this.sharing.share(who, params.flow, body.version);
  }
}
