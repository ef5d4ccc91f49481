/** So much at once, and one more every so many milliseconds. */
export interface RateRule {
  burst: number;
  everyMs: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Forget the oldest beyond this, so that an attacker with many addresses cannot fill the memory. */
const MAX_KEYS = 50_000;

/** Token buckets by key, in this process's memory. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rule: RateRule,
    private readonly now: () => number = Date.now,
  ) {}

  /** Take one. Zero when there was one, else the milliseconds until there is. */
  take(key: string): number {
    const bucket = this.filled(key);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) * this.rule.everyMs);
    bucket.tokens -= 1;
    return 0;
  }

  /** Undo a take: it turned out not to be what is limited. */
  giveBack(key: string): void {
    const bucket = this.filled(key);
    bucket.tokens = Math.min(this.rule.burst, bucket.tokens + 1);
  }

  /** Count this key anew. */
  forget(key: string): void {
    this.buckets.delete(key);
  }

  private filled(key: string): Bucket {
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { tokens: this.rule.burst, at: now };
    // A clock that is set back gives nothing, and takes nothing away either.
    const passed = Math.max(0, now - bucket.at);
    bucket.tokens = Math.min(this.rule.burst, bucket.tokens + passed / this.rule.everyMs);
    bucket.at = now;
    // Moved to the end: the first key is the one that was not used for longest.
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > MAX_KEYS) this.forgetOldest();
    return bucket;
  }

  private forgetOldest(): void {
    for (const key of this.buckets.keys()) {
      this.buckets.delete(key);
      return;
    }
  }
}
