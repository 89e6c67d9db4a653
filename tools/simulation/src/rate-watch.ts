import type { BucketRate } from '@esta-logic/ipc-router';
import { hold } from './violation.ts';

/** What tenants got through, checked by the virtual scheduling of a cell rate: another form of the same bound. */
export class RateWatch {
  readonly #rate: BucketRate;
  readonly #arrival = new Map<string, number>();

  constructor(rate: BucketRate) {
    this.#rate = rate;
  }

  /** A tenant asked for one token and was told to wait so many milliseconds; 0 when it got it. */
  asked(tenant: string, now: number, wait: number): void {
    const interval = 1000 / this.#rate.perSecond;
    const theoretical = Math.max(this.#arrival.get(tenant) ?? 0, now);
    const expected = theoretical - now - (this.#rate.burst - 1) * interval;
    hold(
      Math.abs(Math.max(0, expected) - wait) < 1e-3,
      'Q5',
      () => `${tenant} had to wait ${wait} ms instead of ${expected}`,
    );
    if (wait === 0) this.#arrival.set(tenant, theoretical + interval);
  }
}
