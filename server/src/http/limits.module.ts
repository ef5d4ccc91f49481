import { Global, Module } from '@nestjs/common';
import { OriginPolicy } from './origin.policy.js';
import { RateLimits } from './rate.limits.js';

/** What every door asks before it opens. */
@Global()
@Module({ providers: [OriginPolicy, RateLimits], exports: [OriginPolicy, RateLimits] })
export class LimitsModule {}
