/** A rate with room for bursts. */
export interface BucketRate {
  /** Tokens that a full bucket holds: the largest burst. */
  readonly burst: number;
  /** Tokens per second that come back. */
  readonly perSecond: number;
}

interface Bucket {
  readonly tokens: number;
  /** When it had so many, in milliseconds. */
  readonly at: number;
}

const MILLISECONDS = 1000;

/**
 * One token bucket per tenant: over any time t a tenant gets at most burst + perSecond · t tokens through, and what one
 * tenant takes changes nothing for another. It reads no clock; times are milliseconds that never go back.
 */
export class TenantBuckets {
  readonly #rate: BucketRate;
  readonly #buckets = new Map<string, Bucket>();

  /** @throws RangeError unless both figures of the rate are above 0. */
  constructor(rate: BucketRate) {
    if (!(rate.burst > 0 && rate.perSecond > 0)) throw new RangeError('a bucket needs a burst and a rate above 0');
    this.#rate = rate;
  }

  /** Takes tokens of a tenant's bucket: 0 when it had them, else the milliseconds until it will have, and nothing is taken. Infinity for more than a bucket holds. */
  take(tenant: string, tokens: number, now: number): number {
    if (tokens > this.#rate.burst) return Infinity;
    const there = this.#tokensAt(tenant, now);
    if (there < tokens) return ((tokens - there) * MILLISECONDS) / this.#rate.perSecond;
    this.#buckets.set(tenant, { tokens: there - tokens, at: now });
    return 0;
  }

  /** Forgets the tenants whose buckets are full again: they are as if they had never been seen. Returns how many are left. */
  sweep(now: number): number {
    for (const tenant of this.#buckets.keys())
      if (this.#tokensAt(tenant, now) >= this.#rate.burst) this.#buckets.delete(tenant);
    return this.#buckets.size;
  }

  #tokensAt(tenant: string, now: number): number {
    const bucket = this.#buckets.get(tenant);
    return bucket
      ? Math.min(this.#rate.burst, bucket.tokens + ((now - bucket.at) * this.#rate.perSecond) / MILLISECONDS)
      : this.#rate.burst;
  }
}
