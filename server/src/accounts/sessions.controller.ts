import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account, SignedInSession } from '#shared/contract/account.js';
import { ENV, type Env } from '../config/env.js';
import { addressKey } from '../http/address.js';
import { Refused } from '../http/refused.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { clearCookie, setCookie } from './session.cookie.js';
import { ABSOLUTE_MS, SessionService } from './session.service.js';
import type { SignedIn } from './signed-in.js';
import { SignInService } from './sign-in.service.js';

/** Signing in and out, and where one is signed in. */
@Controller()
export class SessionsController {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
  ) {}

  @Serve('signIn')
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Input() { body }: ParsedInput<'signIn'>,
  ): Promise<{ account: Account }> {
    const { account, secret } = await this.signIns.signIn({
      ...body,
      address: addressKey(request.ip),
      userAgent: request.headers['user-agent'] ?? '',
      cookieHeader: request.headers.cookie,
    });
    response.setHeader('Set-Cookie', setCookie(this.env, secret, ABSOLUTE_MS));
    return { account };
  }

  @Serve('signOut')
  async signOut(@Who() who: SignedIn, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(who.accountId, who.sessionId);
    response.setHeader('Set-Cookie', clearCookie(this.env));
  }

  @Serve('listSessions')
  async list(@Who() who: SignedIn): Promise<{ sessions: SignedInSession[] }> {
    return { sessions: await this.sessions.list(who) };
  }

  @Serve('endSession')
  async end(
    @Who() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Input() { params }: ParsedInput<'endSession'>,
  ): Promise<void> {
    if (!(await this.sessions.end(who.accountId, params.id))) {
      throw new Refused('NOT_FOUND', 'You have no such session.');
    }
    if (params.id === who.sessionId) response.setHeader('Set-Cookie', clearCookie(this.env));
  }
}
