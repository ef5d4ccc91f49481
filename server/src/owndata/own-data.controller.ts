import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { OwnExport, OwnExports } from '#shared/contract/owndata.js';
import { SessionService } from '../accounts/session.service.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { addressKey } from '../http/address.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { ErasureService } from './erasure.service.js';
import { ExportsService } from './exports.service.js';

/** Taking one's own data along, and going. */
@Controller()
export class OwnDataController {
  constructor(
    private readonly sessions: SessionService,
    private readonly exports: ExportsService,
    private readonly erasure: ErasureService,
  ) {}

  @Serve('listExports')
  list(@Who() who: SignedIn): Promise<OwnExports> {
    return this.exports.list(who.accountId);
  }

  @Serve('requestExport')
  request(@Who() who: SignedIn): Promise<OwnExport> {
    return this.exports.request(who.accountId);
  }

  @Serve('removeExport')
  remove(@Who() who: SignedIn, @Input() { params }: ParsedInput<'removeExport'>): Promise<void> {
    return this.exports.remove(who.accountId, params.id);
  }

  @Serve('downloadExport')
  async download(@Who() who: SignedIn, @Input() { params }: ParsedInput<'downloadExport'>): Promise<StreamableFile> {
    const { name, bytes, content } = await this.exports.download(who.accountId, params.id);
    return new StreamableFile(content, {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
      length: bytes,
    });
  }

  @Serve('eraseAccount')
  async erase(
    @Who() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Input() { body }: ParsedInput<'eraseAccount'>,
  ): Promise<void> {
    await this.erasure.erase(who, body.password, addressKey(request.ip));
    response.setHeader('Set-Cookie', this.sessions.noCookie);
  }
}
