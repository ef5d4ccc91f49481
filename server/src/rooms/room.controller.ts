import { Controller } from '@nestjs/common';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { RoundFlowService } from './round.flow.service.js';

@Controller()
export class RoomController {
  constructor(private readonly flows: RoundFlowService) {}

  @Serve('roomFlow')
  flow(@Who() who: SignedIn, @Input() { params }: ParsedInput<'roomFlow'>): Promise<FlowScript> {
    return this.flows.read(params.room, params.round === '1' ? 1 : 2, who.accountId);
  }
}
