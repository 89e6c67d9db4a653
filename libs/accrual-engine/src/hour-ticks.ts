import type { Rational } from '@esta-logic/shared-types';
import { Memory, parseRational, rational, toDecimal } from '@esta-logic/shared-types';

/**
 * Ticks in an hour. Quarter hours, minutes, seconds, tenths and hundredths of an hour are all whole numbers of ticks,
 * so a year of shifts is summed with integer additions; any other fraction falls back to exact rationals.
 */
const TICKS = 432_000;
/** Far more than anybody works, and few enough that their ticks are exact. */
const MOST_WHOLE_HOURS = 1_000_000_000;

/** Whole ticks of exact hours; undefined where they are no whole, safe number of ticks. */
export function toTicks(hours: Rational): number | undefined {
  if (typeof hours.d !== 'number' || typeof hours.n !== 'number' || TICKS % hours.d !== 0) return undefined;
  const ticks = hours.n * (TICKS / hours.d);
  return Number.isSafeInteger(ticks) ? ticks : undefined;
}

export function fromTicks(ticks: number): Rational {
  return ticks % TICKS === 0 ? rational(ticks / TICKS) : rational(ticks, TICKS);
}

/** Hours of one day as they arrive: exact text (`"7.75"`, `"77/6"`) or a decimal number, read by its digits. */
export type HoursInput = string | number;

/**
 * Ticks that were read before: timesheets repeat a few amounts thousands of times. Look here first,
 * `knownTicks.get(hours) ?? ticksOf(hours)`: in an interpreter a look costs a tenth of a call.
 */
export const knownTicks: ReadonlyMap<HoursInput, number> = new Memory();

/** Whole ticks of hours; undefined where they are none, or where the value is no amount of hours. */
export function ticksOf(hours: HoursInput): number | undefined {
  const ticks = readTicks(hours);
  if (ticks !== undefined) (knownTicks as Memory<HoursInput, number>).set(hours, ticks);
  return ticks;
}

/**
 * Whole ticks as {@link ticksOf} gives them, for a caller that reads each amount once. Whole hours in their plainest form
 * are told by the engine itself, whatever else by the digits.
 */
export function readTicks(hours: HoursInput): number | undefined {
  const amount = +hours;
  if (amount >= 0 && amount <= MOST_WHOLE_HOURS && amount % 1 === 0) {
    if (typeof hours === 'number' || '' + amount === hours) return amount * TICKS;
  }
  const value = parseRational(String(hours));
  return value === undefined ? undefined : toTicks(value);
}

/** The exact text of ticks: `"8"`, `"77/6"`. */
export function textOfTicks(ticks: number): string {
  if (ticks % TICKS === 0) return String(ticks / TICKS);
  let divisor = TICKS;
  for (let rest = Math.abs(ticks) % TICKS; rest !== 0;) {
    const next = divisor % rest;
    divisor = rest;
    rest = next;
  }
  return `${ticks / divisor}/${TICKS / divisor}`;
}

const HUNDREDTHS = 100;

/** The text of ticks as people are shown it: whole hours as they are, others rounded to two places, halves away from zero. */
export function shownTicks(ticks: number): string {
  if (ticks % TICKS === 0) return String(ticks / TICKS);
  const size = Math.abs(ticks);
  const twice = size * (2 * HUNDREDTHS) + TICKS;
  if (!Number.isSafeInteger(twice)) return toDecimal(fromTicks(ticks), 2);
  const hundredths = Math.floor(twice / (2 * TICKS));
  const rest = hundredths % HUNDREDTHS;
  const text = `${(hundredths - rest) / HUNDREDTHS}.${String(rest).padStart(2, '0')}`;
  return ticks < 0 && hundredths > 0 ? `-${text}` : text;
}
