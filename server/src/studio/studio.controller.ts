import { Controller } from '@nestjs/common';
import type { DraftSaved, FlowVersion, Forkable, OpenFlow, OwnFlow, OwnVersion } from '#shared/contract/studio.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { RateLimits } from '../http/rate.limits.js';
import { ForkService } from './fork.service.js';
import { PublishingService } from './publishing.service.js';
import { StudioService } from './studio.service.js';
import { VersionService } from './version.service.js';

@Controller()
export class StudioController {
  constructor(
    private readonly studio: StudioService,
    private readonly publishing: PublishingService,
    private readonly versions: VersionService,
    private readonly forks: ForkService,
    private readonly limits: RateLimits,
  ) {}

  @Serve('studioFlows')
  async list(@Who() who: SignedIn): Promise<{ flows: OwnFlow[] }> {
    return { flows: await this.studio.list(who.accountId) };
  }

  @Serve('createFlow')
  create(@Who() who: SignedIn, @Input() { body }: ParsedInput<'createFlow'>): Promise<OpenFlow> {
    return this.studio.create(who.accountId, body.text);
  }

  @Serve('openFlow')
  open(@Who() who: SignedIn, @Input() { params }: ParsedInput<'openFlow'>): Promise<OpenFlow> {
    return this.studio.open(params.flow, who.accountId);
  }

  @Serve('saveFlow')
  save(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'saveFlow'>): Promise<DraftSaved> {
    return this.studio.save(params.flow, who.accountId, body);
  }

  @Serve('removeFlow')
  remove(@Who() who: SignedIn, @Input() { params }: ParsedInput<'removeFlow'>): Promise<void> {
    return this.studio.remove(params.flow, who.accountId);
  }

  @Serve('publishFlow')
  publish(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'publishFlow'>): Promise<OwnVersion> {
    this.limits.take('publish', who.accountId);
    return this.publishing.publish(params.flow, who.accountId, body.revision);
  }

  @Serve('flowVersion')
  version(@Who() who: SignedIn, @Input() { params }: ParsedInput<'flowVersion'>): Promise<FlowVersion> {
    return this.versions.read(params.flow, params.version, who);
  }

  @Serve('forkableFlows')
  async forkable(@Who() who: SignedIn): Promise<{ flows: Forkable[] }> {
    return { flows: await this.forks.forkable(who.accountId) };
  }

  @Serve('forkFlow')
  fork(@Who() who: SignedIn, @Input() { body }: ParsedInput<'forkFlow'>): Promise<OpenFlow> {
    return this.forks.fork(who.accountId, body.flow);
  }
}
