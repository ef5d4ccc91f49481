import { Module } from '@nestjs/common';
import { AccountService } from './account.service.js';
import { AccountStore } from './account.store.js';
import { SessionEndings } from './session.ended.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';

/** Who people are and where they are signed in. */
@Module({
  providers: [AccountService, AccountStore, SessionEndings, SessionService, SessionStore],
  exports: [AccountService, SessionService],
})
export class AccountsModule {}
