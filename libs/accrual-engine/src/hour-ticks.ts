import type { Rational } from '@esta-logic/shared-types';
import { Memory, parseRational, rational } from '@esta-logic/shared-types';

/**
 * Ticks in an hour. Quarter hours, minutes, seconds, tenths and hundredths of an hour are all whole numbers of ticks,
 * so a year of shifts is summed with integer additions; any other fraction falls back to exact rationals.
 */
const TICKS = 432_000;

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

/** Whole hours in their plainest form are told by the engine itself, whatever else by the digits. */
function readTicks(hours: HoursInput): number | undefined {
  const whole = Number(hours) * TICKS;
  if (Number.isSafeInteger(whole) && whole % TICKS === 0 && String(whole / TICKS) === String(hours)) return whole;
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

/**
 * Hours read and written once: a table names a few amounts thousands of times. Look into a map first,
 * `book.ticks.get(cell) ?? book.read(cell)`: in an interpreter a look costs a tenth of a call. A book grows with the
 * amounts it is shown, so that it should live no longer than one table.
 */
export class TickBook {
  readonly ticks = new Map<unknown, number>();
  readonly texts = new Map<number, string>();

  /** Ticks of hours as decoders accept them, text or number, 0 or more; undefined for whatever else, good or bad. */
  read(hours: unknown): number | undefined {
    const ticks = typeof hours === 'string' || typeof hours === 'number' ? readTicks(hours) : undefined;
    if (ticks === undefined || ticks < 0) return undefined;
    this.ticks.set(hours, ticks);
    return ticks;
  }

  /** The exact text, such as `"77/6"`. */
  write(ticks: number): string {
    const text = textOfTicks(ticks);
    this.texts.set(ticks, text);
    return text;
  }
}
