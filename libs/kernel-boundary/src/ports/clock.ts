/** The host's clocks. A library below the drivers has no other way to learn the time. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch (UTC). */
  now(): number;
  /** Milliseconds with fractions from an arbitrary start; never goes back. */
  monotonic(): number;
}
