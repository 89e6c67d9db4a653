import type { Delivery, Expiries } from '@esta-logic/ipc-router';
import type { Clock, HostLoop } from '@esta-logic/kernel-boundary';

/** Fails queued messages when their time is over, with one timer for all of them. */
export class ExpiryTimer {
  readonly #expiries: Expiries;
  readonly #clock: Clock;
  readonly #loop: HostLoop;
  readonly #over: (delivery: Delivery) => void;
  #setFor = Infinity;
  #cancel = (): void => undefined;

  constructor(parts: { expiries: Expiries; clock: Clock; loop: HostLoop; over: (delivery: Delivery) => void }) {
    this.#expiries = parts.expiries;
    this.#clock = parts.clock;
    this.#loop = parts.loop;
    this.#over = parts.over;
  }

  /** A message was queued: it may be the next whose time is over. */
  look(): void {
    const { next } = this.#expiries;
    if (next >= this.#setFor) return;
    this.stop();
    this.#setFor = next;
    this.#cancel = this.#loop.after(Math.max(0, next - this.#clock.monotonic()), () => {
      this.#setFor = Infinity;
      for (const delivery of this.#expiries.due(this.#clock.monotonic())) this.#over(delivery);
      this.look();
    });
  }

  stop(): void {
    this.#cancel();
    this.#setFor = Infinity;
  }
}
