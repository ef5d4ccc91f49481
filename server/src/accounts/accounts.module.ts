import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AccountErasureService } from './account-erasure.service.js';
import { AccountMails } from './account.mails.js';
import { AccountService } from './account.service.js';
import { AccountStore } from './account.store.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsWorker } from './accounts.worker.js';
import { ExpiryService } from './expiry.service.js';
import { MeController } from './me.controller.js';
import { PasswordCheck } from './password.check.js';
import { PasswordHasher } from './password.hasher.js';
import { PasswordResetService } from './password-reset.service.js';
import { SessionEndings } from './session.ended.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import { SessionsController } from './sessions.controller.js';
import { SignInService } from './sign-in.service.js';
import { SignUpService } from './sign-up.service.js';
import { StaffService } from './staff.service.js';
import { TokenStore } from './token.store.js';

/** Who people are and where they are signed in. */
@Module({
  imports: [JobsModule, MailModule],
  controllers: [AccountsController, MeController, SessionsController],
  providers: [
    AccountErasureService,
    AccountMails,
    AccountService,
    AccountStore,
    AccountsWorker,
    ExpiryService,
    PasswordCheck,
    PasswordHasher,
    PasswordResetService,
    SessionEndings,
    SessionService,
    SessionStore,
    SignInService,
    SignUpService,
    StaffService,
    TokenStore,
  ],
  exports: [AccountErasureService, AccountService, SessionService, StaffService],
})
export class AccountsModule {}
