import type { Clock } from '@esta-logic/kernel-boundary';

const SECOND = 1000;

/** The wall clock as texts (ISO 8601, UTC): one per millisecond, of which the date and the second are made once. */
export class WallClock {
  readonly #clock: Clock;
  #milliseconds = NaN;
  #text = '';
  #second = NaN;
  /** The text of the second, up to its point. */
  #secondText = '';
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
      this.#text = `${this.#upToPoint(Math.floor(whole / SECOND))}${threeDigits(whole)}Z`;
    }
    return this.#text;
  }

  #upToPoint(second: number): string {
    if (second !== this.#second) {
      this.#second = second;
      this.#secondText = new Date(second * SECOND).toISOString().slice(0, -'000Z'.length);
    }
    return this.#secondText;
  }
}

/** The milliseconds within a second. */
const threeDigits = (milliseconds: number): string =>
  String(milliseconds - Math.floor(milliseconds / SECOND) * SECOND).padStart(3, '0');
