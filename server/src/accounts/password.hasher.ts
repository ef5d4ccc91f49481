import { Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Refused } from '../http/refused.js';

/** argon2id with 19 MiB, two passes, one lane (the library's default kind is argon2id). */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each takes a core for tens of milliseconds: the rest wait in a short line, and whoever finds it full is told so. */
const AT_ONCE = 2;
const MAX_WAITING = 64;
/** Verified against where there is no account, so that the answer takes as long. Nothing hashes to it. */
export const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Makes and checks password hashes, a few at a time. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /** With `null` for an account that does not exist: takes its time and says no. */
  verify(stored: string | null, password: string): Promise<boolean> {
    return this.inTurn(async () => (await verify(stored ?? NOBODY, password.normalize('NFKC'))) && stored !== null);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MAX_WAITING) {
        const message = 'Too many people are signing in at this moment. Try again in a few seconds.';
        throw new Refused('RATE_LIMITED', message, { retryAfterMs: 3000 });
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // Whoever waited longest takes over this very place.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
