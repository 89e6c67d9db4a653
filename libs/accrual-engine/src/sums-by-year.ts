import type { Rational } from '@esta-logic/shared-types';
import { ZERO, add } from '@esta-logic/shared-types';
import type { BenefitYear } from './benefit-year.ts';
import { hoursOf } from './happenings.ts';
import { fromTicks, ticksOf } from './hour-ticks.ts';
import type { DayHours } from './worked-days.ts';

/**
 * Exact sums of what falls in each year between the first and last day that count: integers while they can be, rationals
 * for what is no whole number of ticks. Throws RangeError for text that is not hours, because callers decode first.
 */
export function sumsByYear(
  entries: readonly DayHours[],
  years: readonly BenefitYear[],
  from: string,
  to: string,
): readonly Rational[] {
  const sums: Rational[] = [];
  for (let index = 0; index < years.length; index += 1) sums.push(ZERO);
  let year = -1;
  let start = '';
  let end = '';
  let ticks = 0;
  // Index loops and no destructuring: this runs once a day and employee, and interpreters pay for each iterator.
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index]!;
    const date = entry[0];
    if (date < from || date > to) continue;
    if (date > end || date < start) {
      put(sums, year, fromTicks(ticks));
      ticks = 0;
      year = yearOf(date, years);
      start = years[year]?.start ?? date;
      end = years[year]?.end ?? date;
    }
    const sum = ticks + (ticksOf(entry[1]) ?? NaN);
    if (Number.isSafeInteger(sum)) ticks = sum;
    else put(sums, year, hoursOf(entry[1]));
  }
  put(sums, year, fromTicks(ticks));
  return sums;
}

/** Place of the year that holds the day; -1 where none does. */
function yearOf(date: string, years: readonly BenefitYear[]): number {
  for (let index = 0; index < years.length; index += 1) {
    const year = years[index]!;
    if (date >= year.start && date <= year.end) return index;
  }
  return -1;
}

function put(sums: Rational[], year: number, hours: Rational): void {
  const before = sums[year];
  if (before !== undefined) sums[year] = add(before, hours);
}
