import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '#shared/contract/account.js';
import { ENV, type Env } from '../config/env.js';
import { addressKey } from '../http/address.js';
import { RateLimits } from '../http/rate.limits.js';
import { Input, Serve, type ParsedInput } from '../http/serve.decorator.js';
import { evenTime } from './even.time.js';
import { PasswordResetService } from './password-reset.service.js';
import { setCookie } from './session.cookie.js';
import { ABSOLUTE_MS } from './session.service.js';
import { SignUpService } from './sign-up.service.js';

/** Becoming somebody, and staying able to. */
@Controller()
export class AccountsController {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly signUps: SignUpService,
    private readonly resets: PasswordResetService,
    private readonly limits: RateLimits,
  ) {}

  @Serve('signUp')
  async signUp(@Req() request: Request, @Input() { body }: ParsedInput<'signUp'>): Promise<void> {
    this.limits.take('signUp', addressKey(request.ip));
    await evenTime(() => this.signUps.signUp(body));
  }

  @Serve('confirmEmail')
  async confirmEmail(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Input() { body }: ParsedInput<'confirmEmail'>,
  ): Promise<{ account: Account }> {
    this.limits.take('token', addressKey(request.ip));
    const { account, secret } = await this.signUps.confirm(body.token, {
      userAgent: request.headers['user-agent'] ?? '',
      cookieHeader: request.headers.cookie,
    });
    response.setHeader('Set-Cookie', setCookie(this.env, secret, ABSOLUTE_MS));
    return { account };
  }

  @Serve('resendConfirmation')
  async resendConfirmation(
    @Req() request: Request,
    @Input() { body }: ParsedInput<'resendConfirmation'>,
  ): Promise<void> {
    this.limits.take('mail', addressKey(request.ip));
    await evenTime(() => this.signUps.resend(body.email));
  }

  @Serve('requestPasswordReset')
  async requestPasswordReset(
    @Req() request: Request,
    @Input() { body }: ParsedInput<'requestPasswordReset'>,
  ): Promise<void> {
    this.limits.take('mail', addressKey(request.ip));
    await evenTime(() => this.resets.request(body.email));
  }

  @Serve('resetPassword')
  async resetPassword(@Req() request: Request, @Input() { body }: ParsedInput<'resetPassword'>): Promise<void> {
    const address = addressKey(request.ip);
    this.limits.take('token', address);
    await this.resets.reset(body.token, body.password, address);
  }
}
