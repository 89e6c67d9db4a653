import type { Rational } from '@esta-logic/shared-types';
import { ZERO, add, isZero, parseRational } from '@esta-logic/shared-types';
import { fromTicks, toTicks } from './hour-ticks.ts';

/** Beyond this many different texts, the reader forgets: it bounds memory for input that never repeats. */
const REMEMBERED = 4096;

/** Hours of one day as they arrive: exact text (`"7.75"`, `"77/6"`) or a decimal number, read by its digits. */
export type HoursInput = string | number;

/** Turns hours into ticks, remembering what it has read: timesheets repeat a few values thousands of times. */
export interface HourReader {
  /** Whole ticks, or undefined when the value is not a whole number of ticks. */
  ticks(hours: HoursInput): number | undefined;
  /** The exact value; throws RangeError for text that is not hours, because callers decode before they compute. */
  exact(hours: HoursInput): Rational;
}

function read(hours: HoursInput): Rational {
  const value = parseRational(typeof hours === 'number' ? String(hours) : hours);
  if (value === undefined) throw new RangeError(`"${hours}" is not an amount of hours such as "8", "7.5" or "77/6"`);
  return value;
}

export function hourReader(): HourReader {
  const known = new Map<HoursInput, number>();
  return {
    ticks: (hours) => {
      const before = known.get(hours);
      if (before !== undefined) return before;
      const ticks = toTicks(read(hours));
      if (ticks !== undefined) {
        if (known.size >= REMEMBERED) known.clear();
        known.set(hours, ticks);
      }
      return ticks;
    },
    exact: read,
  };
}

/** A running exact sum: integers while it can, one rational operation when it is asked. */
export class HourSum {
  #ticks = 0;
  #rest: Rational = ZERO;
  readonly #reader: HourReader;

  constructor(reader: HourReader = hourReader()) {
    this.#reader = reader;
  }

  add(hours: HoursInput): void {
    const ticks = this.#reader.ticks(hours);
    const sum = ticks === undefined ? Number.NaN : this.#ticks + ticks;
    if (Number.isSafeInteger(sum)) this.#ticks = sum;
    else this.#rest = add(this.#rest, this.#reader.exact(hours));
  }

  total(): Rational {
    const whole = fromTicks(this.#ticks);
    return isZero(this.#rest) ? whole : add(whole, this.#rest);
  }
}
