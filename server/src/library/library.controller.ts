import { Controller } from '@nestjs/common';
import type { RouteResponse } from '#shared/contract/http.js';
import type { Brief, CheckResult, LibraryEntry, LibraryFlow } from '#shared/contract/library.js';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { RoundNumber } from '#shared/room/state.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { LibraryService } from './library.service.js';
import { RoomCheckService } from './room-check.service.js';

@Controller()
export class LibraryController {
  constructor(
    private readonly library: LibraryService,
    private readonly checks: RoomCheckService,
  ) {}

  @Serve('library')
  async list(@Who() who: SignedIn): Promise<{ flows: LibraryEntry[] }> {
    return { flows: await this.library.list(who.accountId) };
  }

  @Serve('libraryFlow')
  read(@Who() who: SignedIn, @Input() { params }: ParsedInput<'libraryFlow'>): Promise<LibraryFlow> {
    return this.library.read(who.accountId, params.flow);
  }

  @Serve('openBrief')
  openBrief(@Who() who: SignedIn, @Input() { params }: ParsedInput<'openBrief'>): Promise<Brief> {
    return this.library.openBrief(who.accountId, params.flow);
  }

  @Serve('readBrief')
  readBrief(@Who() who: SignedIn, @Input() { params }: ParsedInput<'readBrief'>): Promise<Brief> {
    return this.library.readBrief(who.accountId, params.flow);
  }

  @Serve('passCheck')
  passCheck(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'passCheck'>): Promise<CheckResult> {
    return this.library.passCheck(who.accountId, params.flow, body.version, body.answers);
  }

  @Serve('flowScript')
  script(@Who() who: SignedIn, @Input() { params }: ParsedInput<'flowScript'>): Promise<FlowScript> {
    return this.library.script(who.accountId, params.flow);
  }

  @Serve('roomCheck')
  roomCheck(@Who() who: SignedIn, @Input() { params }: ParsedInput<'roomCheck'>): Promise<RouteResponse<'roomCheck'>> {
    return this.checks.read(params.room, numberOf(params.round), who.accountId);
  }

  @Serve('passRoomCheck')
  passRoomCheck(@Who() who: SignedIn, @Input() { params, body }: ParsedInput<'passRoomCheck'>): Promise<CheckResult> {
    return this.checks.pass(params.room, numberOf(params.round), who.accountId, body.answers);
  }
}

function numberOf(round: '1' | '2'): RoundNumber {
  return round === '1' ? 1 : 2;
}
