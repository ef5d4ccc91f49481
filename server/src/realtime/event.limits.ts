import { clientEvents, type ClientEventName } from '#shared/contract/socket.js';
import { RateLimiter, type RateRule } from '../http/rate.limiter.js';

/** What a person with a quick hand stays far below, for each event of one connection. */
const RULES: Record<ClientEventName | 'refused', RateRule> = {
  'room:join': { burst: 10, everyMs: 1_000 },
  'room:leave': { burst: 10, everyMs: 1_000 },
  'room:sync': { burst: 20, everyMs: 250 },
  'room:command': { burst: 40, everyMs: 200 },
  'doc:join': { burst: 10, everyMs: 1_000 },
  'doc:update': { burst: 60, everyMs: 66 },
  'doc:cursor': { burst: 60, everyMs: 50 },
  'queue:watch': { burst: 10, everyMs: 1_000 },
  /** Events that were refused by these limits or are unknown; who goes on beyond this is disconnected. */
  refused: { burst: 300, everyMs: 100 },
};

export function isClientEvent(name: unknown): name is ClientEventName {
  return typeof name === 'string' && Object.hasOwn(clientEvents, name);
}

/** The limits of one connection. */
export class EventLimits {
  private readonly limiters = new Map<string, RateLimiter>();

  constructor(private readonly factor: number) {}

  /** 0 where one more may pass, otherwise the milliseconds to wait. */
  take(event: ClientEventName | 'refused'): number {
    const limiter = this.limiters.get(event) ?? this.limiter(RULES[event]);
    this.limiters.set(event, limiter);
    return limiter.take(event);
  }

  private limiter({ burst, everyMs }: RateRule): RateLimiter {
    return new RateLimiter({ burst: burst * this.factor, everyMs: everyMs / this.factor });
  }
}
