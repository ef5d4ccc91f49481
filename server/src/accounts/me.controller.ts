import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Account } from '#shared/contract/account.js';
import { ENV, type Env } from '../config/env.js';
import { Input, Serve, Who, type ParsedInput } from '../http/serve.decorator.js';
import { MailService } from '../mail/mail.service.js';
import { isFromThisMachine } from '../mail/mailbox.access.js';
import { AccountService } from './account.service.js';
import type { SignedIn } from './signed-in.js';
import { StaffService } from './staff.service.js';

@Controller()
export class MeController {
  constructor(
    private readonly accounts: AccountService,
    private readonly mails: MailService,
    private readonly staff: StaffService,
    @Inject(ENV) private readonly env: Pick<Env, 'demo'>,
  ) {}

  @Serve('me')
  async me(
    @Req() request: Request,
    @Who() who: SignedIn | null,
  ): Promise<{ account: Account | null; mailbox: boolean; staff: boolean; demo: boolean }> {
    const mailbox = this.mails.hasMailbox && isFromThisMachine(request);
    const staff = this.staff.has(who);
    return {
      account: who === null ? null : await this.accounts.find(who.accountId),
      mailbox,
      staff,
      demo: this.env.demo,
    };
  }

  @Serve('updateMe')
  async update(@Who() who: SignedIn, @Input() { body }: ParsedInput<'updateMe'>): Promise<{ account: Account }> {
    return { account: await this.accounts.update(who, body) };
  }
}
