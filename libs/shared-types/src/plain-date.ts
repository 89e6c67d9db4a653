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

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

const ZERO_CODE = 48;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
/** "00" to "99": dates are written far more often than there are days. */
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Four, or two, times the code of "0" in their places: what the codes of digits are too much. */
const YEAR_EXCESS = ZERO_CODE * 1111;
const PAIR_EXCESS = ZERO_CODE * 11;

/** Year, month (1–12) and day of a date. */
export function dateParts(date: PlainDate): { year: number; month: number; day: number } {
  const thousands = date.charCodeAt(0) * 1000 + date.charCodeAt(1) * 100;
  return {
    year: thousands + date.charCodeAt(2) * 10 + date.charCodeAt(3) - YEAR_EXCESS,
    month: date.charCodeAt(5) * 10 + date.charCodeAt(6) - PAIR_EXCESS,
    day: date.charCodeAt(8) * 10 + date.charCodeAt(9) - PAIR_EXCESS,
  };
}

/** Days of the dates that were found to be real: a timesheet names a few hundred of them thousands of times. */
const realDays = new Memory<string, number>();

/** True for a real day written `YYYY-MM-DD` in the years 1900 to 2199. */
export function isPlainDate(value: unknown): value is PlainDate {
  if (typeof value !== 'string') return false;
  if (realDays.has(value)) return true;
  if (!SHAPE.test(value)) return false;
  const { year, month, day } = dateParts(value as PlainDate);
  if (year < FIRST_YEAR || year > LAST_YEAR || day < 1 || day > daysInMonth(year, month)) return false;
  realDays.set(value, epochDayOf(year, month, day));
  return true;
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

/** The date with these parts, in the years 0 to 9999; the caller has checked them. */
export function dateOf(year: number, month: number, day: number): PlainDate {
  const century = TWO_DIGITS[Math.floor(year / 100)] ?? '';
  return `${century}${TWO_DIGITS[year % 100] ?? ''}-${TWO_DIGITS[month] ?? ''}-${TWO_DIGITS[day] ?? ''}` as PlainDate;
}

const dates = new Memory<number, PlainDate>();

/** Days since 1970-01-01. */
export function toEpochDay(date: PlainDate): number {
  const known = realDays.get(date) ?? (isPlainDate(date) ? realDays.get(date) : undefined);
  if (known !== undefined) return known;
  const { year, month, day } = dateParts(date);
  return epochDayOf(year, month, day);
}

/** The inverse of {@link toEpochDay}. */
export function fromEpochDay(epochDay: number): PlainDate {
  const known = dates.get(epochDay);
  if (known !== undefined) return known;
  const date = dateOfEpochDay(epochDay);
  dates.set(epochDay, date);
  return date;
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

/** His civil_from_days. */
function dateOfEpochDay(epochDay: number): PlainDate {
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
