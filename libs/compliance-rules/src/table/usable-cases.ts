import { readTicks } from '@esta-logic/accrual-engine';
import type { PlainDate } from '@esta-logic/shared-types';
import { LAST_YEAR, fromEpochDay, parseEpochDay } from '@esta-logic/shared-types';
import type { FactColumn } from './usable-columns.ts';
import type { Ground } from './usable-ground.ts';

const YEAR = 10_000;

/** A day as the number YYYYMMDD: such numbers order as days do, and a year on is {@link YEAR} more. */
function dayNumber(date: string): number {
  return +(date.slice(0, 4) + date.slice(5, 7) + date.slice(8));
}

/** The values of a column as numbers of days: undefined for what is no date. */
export function readDates({ values }: FactColumn): readonly (number | undefined)[] {
  return values.map((value) =>
    typeof value === 'string' && parseEpochDay(value) !== undefined ? dayNumber(value) : undefined,
  );
}

/** The values of a column in ticks: undefined for what is no amount of 0 hours or more, or none in whole ticks. */
export function readHours({ values }: FactColumn): readonly (number | undefined)[] {
  return values.map((value) => {
    const ticks = typeof value === 'string' || typeof value === 'number' ? readTicks(value) : undefined;
    return ticks !== undefined && ticks >= 0 ? ticks : undefined;
  });
}

/** The one start of a year, MMDD, that not every year has. */
const LEAP_DAY = 229;

/** What all cases of one size of employer and one day of hire have in common. */
export interface Hired {
  readonly ground: Ground;
  readonly hireDate: PlainDate;
  readonly accrualStart: PlainDate;
  readonly firstUseDate: PlainDate;
  /** The day's number of the start. */
  readonly start: number;
  /** First day of each benefit year, MMDD. */
  readonly yearStart: number;
  /** By the place of the day asked for in its column. */
  readonly groups: (Group | undefined)[];
}

/** And what those of them have in common who ask for the same day. */
export interface Group {
  /** Its place among the groups of the table. */
  readonly number: number;
  /** True where the day asked for is within the wait. */
  readonly waits: boolean;
  readonly years: readonly CountedDays[];
  /** Entries of hours on days that all cases share and that count in none of the years. */
  readonly outside: readonly number[];
}

/** The day `MM-DD` on which benefit years start, as the number of a day. */
export function startOfYears(monthDay: string): number {
  return dayNumber(`${FIRST_LEAP_YEAR}-${monthDay}` as PlainDate);
}

const FIRST_LEAP_YEAR = '2000';
const LAST_DAY = `${LAST_YEAR}-12-31`;

/**
 * Those hired on a day, whose number is `hire`. Undefined where the benefit years begin on a leap day, or a day is of no
 * year that records have; `yearStart` is the number of a day on which benefit years begin.
 */
export function hiredOn(
  ground: Ground,
  hireDate: PlainDate,
  hire: number,
  yearStart: number,
  groups: (Group | undefined)[],
): Hired | undefined {
  const { overAfter, duty } = ground;
  const later = hireDate > duty;
  const accrualStart = later ? hireDate : duty;
  const over = overAfter === 0 ? accrualStart : fromEpochDay((parseEpochDay(hireDate) ?? NaN) + overAfter);
  const firstUseDate = over > accrualStart ? over : accrualStart;
  if (yearStart % YEAR === LEAP_DAY || firstUseDate > LAST_DAY) return undefined;
  return {
    ground,
    hireDate,
    accrualStart,
    firstUseDate,
    start: later ? hire : dayNumber(duty),
    yearStart: yearStart % YEAR,
    groups,
  };
}

/** Days of one benefit year whose hours count, both included, as numbers of days. */
export interface CountedDays {
  readonly from: number;
  readonly to: number;
  /** Places of the entries of hours to look at: those on these days, or all of them where their days differ from case to case. */
  readonly entries: readonly number[];
}

/** Days of entries of hours that all cases share, by their places; undefined for what is no day. */
export type SharedDays = readonly (number | undefined)[];

/** Calendar year in which the benefit year of a day begins. */
export function benefitYear(day: number, yearStart: number): number {
  return Math.floor((day - yearStart) / YEAR);
}

/**
 * The benefit years from the first counted day to the day numbered `last`, which lies in `year`; the last one ends with
 * it. `entries` are given to each of them, or of those on shared days the ones that lie in it.
 */
export function countedYears(
  { start, yearStart }: Hired,
  last: number,
  year: number,
  entries: readonly number[],
  days: SharedDays | undefined,
): readonly CountedDays[] {
  const years: CountedDays[] = [];
  let from = start;
  for (let each = benefitYear(start, yearStart); ; each += 1) {
    const next = (each + 1) * YEAR + yearStart;
    const to = each < year ? next - 1 : last;
    years.push({ from, to, entries: days === undefined ? entries : entriesWithin(days, entries, from, to) });
    if (each >= year) return years;
    from = next;
  }
}

function entriesWithin(days: SharedDays, entries: readonly number[], from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let each = 0; each < entries.length; each += 1) {
    const place = entries[each]!;
    const day = days[place];
    if (day !== undefined && day >= from && day <= to) found.push(place);
  }
  return found;
}

/** The entries that lie in none of the years. */
export function entriesOutside(entries: readonly number[], years: readonly CountedDays[]): readonly number[] {
  let within = 0;
  for (let each = 0; each < years.length; each += 1) within += years[each]!.entries.length;
  if (within === entries.length) return [];
  return entries.filter((place) => !years.some((year) => year.entries.includes(place)));
}
