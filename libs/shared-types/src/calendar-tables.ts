/**
 * The days of a year and the years of records, by their texts: in an interpreter a look into a table costs a tenth of
 * the arithmetic that made it. Dates of other years are for arithmetic alone.
 */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LEAP_DAY = '-02-29';

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

export interface MonthAndDay {
  readonly month: number;
  readonly day: number;
  /** Days since 1 January, in a leap year and in another one; -1 for 29 February there. */
  readonly inLeapYear: number;
  readonly inCommonYear: number;
}

export interface KnownYear {
  readonly text: string;
  /** 1 January, in days since 1970-01-01. */
  readonly start: number;
  readonly leap: boolean;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** By the text that follows the year: `-02-28`. */
export const MONTHS_AND_DAYS: ReadonlyMap<string, MonthAndDay> = monthsAndDays();

function monthsAndDays(): ReadonlyMap<string, MonthAndDay> {
  const leapYear = 2000;
  const found = new Map<string, MonthAndDay>();
  for (let month = 1; month <= MONTH_DAYS.length; month += 1) {
    for (let day = 1; day <= daysInMonth(leapYear, month); day += 1) {
      const text = `-${twoDigits(month)}-${twoDigits(day)}`;
      const inLeapYear = found.size;
      const inCommonYear = text === LEAP_DAY ? -1 : inLeapYear - (found.has(LEAP_DAY) ? 1 : 0);
      found.set(text, { month, day, inLeapYear, inCommonYear });
    }
  }
  return found;
}

/** The texts that follow the year, by days since 1 January. */
export const LEAP_YEAR_DAYS: readonly string[] = [...MONTHS_AND_DAYS.keys()];
export const COMMON_YEAR_DAYS: readonly string[] = LEAP_YEAR_DAYS.filter((text) => text !== LEAP_DAY);

/** The years of records, the first one at 0. */
export const KNOWN_YEARS: readonly KnownYear[] = knownYears();
export const YEARS_BY_TEXT: ReadonlyMap<string, KnownYear> = new Map(KNOWN_YEARS.map((year) => [year.text, year]));

function knownYears(): readonly KnownYear[] {
  const years: KnownYear[] = [];
  let start = -25_567;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const leap = isLeapYear(year);
    years.push({ text: String(year), start, leap });
    start += leap ? LEAP_YEAR_DAYS.length : COMMON_YEAR_DAYS.length;
  }
  return years;
}
