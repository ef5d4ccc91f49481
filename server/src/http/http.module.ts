import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AccessGuard } from './access.guard.js';
import { ContractInterceptor } from './contract.interceptor.js';
import { OpenApiController } from './openapi.controller.js';
import { RefusedFilter } from './refused.filter.js';

/** What holds for every route: guard, filter, checked answers, and the document that describes them. */
@Module({
  imports: [AccountsModule],
  controllers: [OpenApiController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
    { provide: APP_FILTER, useClass: RefusedFilter },
  ],
})
export class HttpModule {}
