import type { Clock } from '@esta-logic/kernel-boundary';

/** The wall clock as texts (ISO 8601, UTC), made once per millisecond. */
export class WallClock {
  readonly #clock: Clock;
  #milliseconds = NaN;
  #text = '';
  /** The last time that was attested, in milliseconds. */
  #attested: number;

  /** `attested`: the time of the last record that there is, so that time in the log never goes back. */
  constructor(clock: Clock, attested = 0) {
    this.#clock = clock;
    this.#attested = attested;
  }

  now(): string {
    return this.#format(this.#clock.now());
  }

  /** The time for a record: now, or that of the record before it when the clock was set back. */
  attest(): string {
    this.#attested = Math.max(this.#attested, this.#clock.now());
    return this.#format(this.#attested);
  }

  #format(milliseconds: number): string {
    const whole = Math.trunc(milliseconds);
    if (whole !== this.#milliseconds) {
      this.#milliseconds = whole;
      this.#text = new Date(whole).toISOString();
    }
    return this.#text;
  }
}
