import { TenantBuckets, type BucketRate } from '@esta-logic/ipc-router';
import { DEFAULT_TENANT, faultOf, type Clock, type Fault } from '@esta-logic/kernel-boundary';

/** Messages between two looks for tenants that can be forgotten. */
const SWEEP_AFTER = 4096;

/** What each tenant may send from outside (rule M5). */
export class TenantRate {
  readonly #rate: BucketRate;
  readonly #buckets: TenantBuckets;
  readonly #clock: Clock;
  #taken = 0;

  constructor(rate: BucketRate, clock: Clock) {
    this.#rate = rate;
    this.#buckets = new TenantBuckets(rate);
    this.#clock = clock;
  }

  /** Counts one message of a tenant. Fault: quota-exceeded, and how long to wait. */
  take(tenantId = DEFAULT_TENANT): Fault | undefined {
    const now = this.#clock.monotonic();
    if (++this.#taken % SWEEP_AFTER === 0) this.#buckets.sweep(now);
    const wait = this.#buckets.take(tenantId, 1, now);
    return wait === 0
      ? undefined
      : faultOf(
          'quota-exceeded',
          `The tenant ${tenantId} may send ${this.#rate.perSecond} messages a second, and ${this.#rate.burst} at once; send again in ${Math.ceil(wait)} ms.`,
        );
  }
}
