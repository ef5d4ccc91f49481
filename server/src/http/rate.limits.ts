import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import { RateLimiter, type RateRule } from './rate.limiter.js';
import { Refused } from './refused.js';

const SECOND = 1000;

const RULES = {
  /** Everything over HTTP, by address and by account. */
  address: { burst: 400, everyMs: 50 },
  account: { burst: 200, everyMs: 100 },
  /** A class behind one address may sign up together. */
  signUp: { burst: 30, everyMs: 10 * SECOND },
  /**
   * Wrong passwords: by address; by address and account; by account from anywhere (a reset is the way round it). The
   * second comes slower than the third, so that no single address can keep the owner out.
   */
  signInAddress: { burst: 30, everyMs: 5 * SECOND },
  signInPair: { burst: 10, everyMs: 90 * SECOND },
  signInAccount: { burst: 100, everyMs: 60 * SECOND },
  /** Asking for mails, and trying the tokens that come in them. */
  mail: { burst: 20, everyMs: 30 * SECOND },
  token: { burst: 30, everyMs: 5 * SECOND },
  /** Publishing a flow, by account: reading a long text holds up everybody else for a moment. */
  publish: { burst: 10, everyMs: 15 * SECOND },
  /** Sockets by address: connections of which nothing is known yet, and their handshakes. */
  connection: { burst: 240, everyMs: 125 },
  handshake: { burst: 120, everyMs: 250 },
} satisfies Record<string, RateRule>;
export type RateRuleName = keyof typeof RULES;

/** All limits on how often somebody may do something, counted by this process. */
@Injectable()
export class RateLimits {
  private readonly limiters: Record<RateRuleName, RateLimiter>;

  constructor(@Inject(ENV) env: Pick<Env, 'rateLimitFactor'>) {
    const limiter = ({ burst, everyMs }: RateRule) =>
      new RateLimiter({ burst: burst * env.rateLimitFactor, everyMs: everyMs / env.rateLimitFactor });
    this.limiters = {
      address: limiter(RULES.address),
      account: limiter(RULES.account),
      signUp: limiter(RULES.signUp),
      signInAddress: limiter(RULES.signInAddress),
      signInPair: limiter(RULES.signInPair),
      signInAccount: limiter(RULES.signInAccount),
      mail: limiter(RULES.mail),
      token: limiter(RULES.token),
      publish: limiter(RULES.publish),
      connection: limiter(RULES.connection),
      handshake: limiter(RULES.handshake),
    };
  }

  /** Refuses with `RATE_LIMITED` where it was too often. */
  take(rule: RateRuleName, key: string): void {
    const waitMs = this.limiters[rule].take(key);
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / SECOND);
    throw new Refused('RATE_LIMITED', `That was too often. Try again in ${seconds} s.`, { retryAfterMs: waitMs });
  }

  giveBack(rule: RateRuleName, key: string): void {
    this.limiters[rule].giveBack(key);
  }

  /** Whatever was counted is of no matter any more. */
  forget(rule: RateRuleName, key: string): void {
    this.limiters[rule].forget(key);
  }
}
