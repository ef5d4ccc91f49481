import { Controller } from '@nestjs/common';
import type { PublishedFlow } from '#shared/contract/studio.js';
import { Input, Serve, type ParsedInput } from '../http/serve.decorator.js';
import { SharingService } from './sharing.service.js';

/** For staff. */
@Controller()
export class SharingController {
  constructor(private readonly sharing: SharingService) {}

  @Serve('publishedFlows')
  published(
    @Input() { query }: ParsedInput<'publishedFlows'>,
  ): Promise<{ flows: PublishedFlow[]; next: string | null }> {
    return this.sharing.published(query.before);
  }

  @Serve('shareFlow')
  share(@Input() { params, body }: ParsedInput<'shareFlow'>): Promise<void> {
    return this.sharing.share(params.flow, body.version);
  }
}
