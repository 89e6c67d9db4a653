import type { MonthAndDay } from './calendar-tables.ts';
import {
  COMMON_YEAR_DAYS,
  FIRST_YEAR,
  KNOWN_YEARS,
  LAST_YEAR,
  LEAP_YEAR_DAYS,
  MONTHS_AND_DAYS,
  YEARS_BY_TEXT,
  daysInMonth,
  isLeapYear,
} from './calendar-tables.ts';
import { Memory } from './memory.ts';

/**
 * Plain dates: a day on the employer's calendar, with no clock and no zone.
 *
 * A date is the text `YYYY-MM-DD`, so dates compare with `<` and survive JSON; arithmetic goes through the epoch day
 * (days since 1970-01-01, proleptic Gregorian).
 * Input is accepted for the years 1900 to 2199; arithmetic may step a little outside that range.
 */
declare const plainDateBrand: unique symbol;

export type PlainDate = string & { readonly [plainDateBrand]: true };

/** Monday = 1 … Sunday = 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export { FIRST_YEAR, LAST_YEAR, daysInMonth, isLeapYear };

/** Year, month (1–12) and day of a date. */
export function dateParts(date: PlainDate): { year: number; month: number; day: number } {
  const { month, day } = MONTHS_AND_DAYS.get(date.slice(YEAR_DIGITS)) ?? NO_DAY;
  return { year: Number(date.slice(0, YEAR_DIGITS)), month, day };
}

const YEAR_DIGITS = 4;
const NO_DAY: MonthAndDay = { month: 0, day: 0, inLeapYear: 0, inCommonYear: 0 };

/** Days of the dates that were found to be real: a timesheet names a few hundred of them thousands of times. */
const realDays = new Memory<string, number>();

/** True for a real day written `YYYY-MM-DD` in the years 1900 to 2199. */
export function isPlainDate(value: unknown): value is PlainDate {
  if (typeof value !== 'string') return false;
  if (realDays.has(value)) return true;
  const epochDay = parseEpochDay(value);
  if (epochDay === undefined) return false;
  realDays.set(value, epochDay);
  return true;
}

/**
 * Days since 1970-01-01 of a day in the years of records; undefined for any other text. For a caller that reads each text
 * once: nothing is kept.
 */
export function parseEpochDay(text: string): number | undefined {
  const year = YEARS_BY_TEXT.get(text.slice(0, YEAR_DIGITS));
  const day = MONTHS_AND_DAYS.get(text.slice(YEAR_DIGITS));
  if (year === undefined || day === undefined) return undefined;
  const inYear = year.leap ? day.inLeapYear : day.inCommonYear;
  return inYear < 0 ? undefined : year.start + inYear;
}

/** The date, or undefined when the text is not a real day in range. */
export function parsePlainDate(text: string): PlainDate | undefined {
  return isPlainDate(text) ? text : undefined;
}

/** For literals in tests and packs: throws RangeError when the text is not a date. */
export function plainDate(text: string): PlainDate {
  if (isPlainDate(text)) return text;
  throw new RangeError(`"${text}" is not a date written YYYY-MM-DD in the years ${FIRST_YEAR} to ${LAST_YEAR}`);
}

/** "00" to "99": dates are written far more often than there are days. */
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** The date with these parts, in the years 0 to 9999; the caller has checked them. */
export function dateOf(year: number, month: number, day: number): PlainDate {
  const century = TWO_DIGITS[Math.floor(year / 100)] ?? '';
  return `${century}${TWO_DIGITS[year % 100] ?? ''}-${TWO_DIGITS[month] ?? ''}-${TWO_DIGITS[day] ?? ''}` as PlainDate;
}

/** Days since 1970-01-01. */
export function toEpochDay(date: PlainDate): number {
  const known = realDays.get(date) ?? (isPlainDate(date) ? realDays.get(date) : undefined);
  if (known !== undefined) return known;
  const { year, month, day } = dateParts(date);
  return epochDayOf(year, month, day);
}

/** Howard Hinnant's days_from_civil. */
function epochDayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Dividing by the longest year never leads past the year of a day, and in three centuries falls short by one at most. */
const LONGEST_YEAR = 366;

/** The inverse of {@link toEpochDay}. Nothing is kept: the guests' engine looks slowest into maps of numbers close to each other. */
export function fromEpochDay(epochDay: number): PlainDate {
  const guess = Math.floor((epochDay - KNOWN_YEARS[0]!.start) / LONGEST_YEAR);
  const next = KNOWN_YEARS[guess + 1];
  const year = next !== undefined && epochDay >= next.start ? next : KNOWN_YEARS[guess];
  if (year === undefined) return civilFromDays(epochDay);
  const day = (year.leap ? LEAP_YEAR_DAYS : COMMON_YEAR_DAYS)[epochDay - year.start];
  return day === undefined ? civilFromDays(epochDay) : ((year.text + day) as PlainDate);
}

/** His civil_from_days. */
function civilFromDays(epochDay: number): PlainDate {
  const z = epochDay + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** The same day of a later (or earlier) month; a day that month lacks becomes its last day (31 Dec + 2 months = 28 Feb). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = dateParts(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dateOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** 29 February plus a year is 28 February unless that year is a leap year too. */
export function addYears(date: PlainDate, years: number): PlainDate {
  return addMonths(date, years * 12);
}

/** Days from `from` to `to`: 1 for consecutive days, negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

export function weekday(date: PlainDate): Weekday {
  return weekdayOfEpochDay(toEpochDay(date));
}

export function weekdayOfEpochDay(epochDay: number): Weekday {
  return (((((epochDay + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The first day of the 7-day week that holds `date`; weeks start on Monday unless told. */
export function weekOf(date: PlainDate, startsOn: Weekday = 1): PlainDate {
  return addDays(date, -((weekday(date) - startsOn + 7) % 7));
}

/** -1, 0 or 1; plain `<` gives the same order. */
export function compareDates(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function laterDate(a: PlainDate, b: PlainDate): PlainDate {
  return a >= b ? a : b;
}

export function earlierDate(a: PlainDate, b: PlainDate): PlainDate {
  return a <= b ? a : b;
}
