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

const HUNDREDTHS = 100;

/** Hundredths nearest to a fraction, halves up. */
function hundredthsOf(over: number, under: number): number {
  return Math.floor((over * (2 * HUNDREDTHS) + under) / (2 * under));
}

/** In an hour. Work by the minute earns whole half minutes at most rates, so their texts are kept. */
const HALF_MINUTES = 120;
const TICKS_OF_HALF_MINUTE = TICKS / HALF_MINUTES;
/** By the half minutes beyond whole hours: what the fraction is reduced by, the denominator that is left, and how people are shown it. */
const DIVISORS = Array.from({ length: HALF_MINUTES }, (_, halves) => divisorOf(halves, HALF_MINUTES));
const DENOMINATORS = DIVISORS.map((divisor) => `/${HALF_MINUTES / divisor}`);
const SHOWN = DIVISORS.map((_, halves) => `.${String(hundredthsOf(halves, HALF_MINUTES)).padStart(2, '0')}`);

/** The greatest number by which both can be divided. */
function divisorOf(one: number, other: number): number {
  let divisor = other;
  for (let rest = one; rest !== 0;) {
    const next = divisor % rest;
    divisor = rest;
    rest = next;
  }
  return divisor;
}

/** The exact text of ticks: `"8"`, `"77/6"`. */
export function textOfTicks(ticks: number): string {
  const beyond = ticks % TICKS;
  if (beyond === 0) return String(ticks / TICKS);
  if (beyond > 0 && beyond % TICKS_OF_HALF_MINUTE === 0) {
    const halves = beyond / TICKS_OF_HALF_MINUTE;
    return ticks / TICKS_OF_HALF_MINUTE / DIVISORS[halves]! + DENOMINATORS[halves]!;
  }
  const divisor = divisorOf(Math.abs(ticks) % TICKS, TICKS);
  return `${ticks / divisor}/${TICKS / divisor}`;
}

/** The text of ticks as people are shown it: whole hours as they are, others rounded to two places, halves away from zero. */
export function shownTicks(ticks: number): string {
  const beyond = ticks % TICKS;
  if (beyond === 0) return String(ticks / TICKS);
  if (beyond > 0 && beyond % TICKS_OF_HALF_MINUTE === 0)
    return (ticks - beyond) / TICKS + SHOWN[beyond / TICKS_OF_HALF_MINUTE]!;
  const size = Math.abs(ticks);
  if (!Number.isSafeInteger(size * (2 * HUNDREDTHS) + TICKS)) return toDecimal(fromTicks(ticks), 2);
  const hundredths = hundredthsOf(size, TICKS);
  const rest = hundredths % HUNDREDTHS;
  const text = `${(hundredths - rest) / HUNDREDTHS}.${String(rest).padStart(2, '0')}`;
  return ticks < 0 && hundredths > 0 ? `-${text}` : text;
}
