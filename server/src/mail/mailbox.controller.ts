import { Controller, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Mail } from '#shared/contract/account.js';
import { Refused } from '../http/refused.js';
import { Input, Serve, type ParsedInput } from '../http/serve.decorator.js';
import { MailService } from './mail.service.js';
import { isFromThisMachine } from './mailbox.access.js';

@Controller()
export class MailboxController {
  constructor(private readonly mails: MailService) {}

  @Serve('mailbox')
  async mailbox(@Req() request: Request, @Input() input: ParsedInput<'mailbox'>): Promise<{ mails: Mail[] }> {
    if (!this.mails.hasMailbox || !isFromThisMachine(request)) {
      throw new Refused('NOT_FOUND', 'There is nothing at this address.');
    }
    return { mails: await this.mails.mailbox(input.query.to) };
  }
}
