import type { Rational } from '@esta-logic/shared-types';
import { ZERO, add } from '@esta-logic/shared-types';
import type { BenefitYear } from './benefit-year.ts';
import { hoursOf } from './hours-of.ts';
import { fromTicks, knownTicks, ticksOf } from './hour-ticks.ts';
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
  let ticks = 0;
  // The part of the year in hand that counts; no day at first.
  let first = to;
  let last = '';
  // Index loops and no destructuring: this runs once a day and employee, and interpreters pay for each iterator.
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index]!;
    const date = entry[0];
    if (date < first || date > last) {
      if (date < from || date > to) continue;
      const found = yearOf(date, years);
      const span = years[found];
      if (span === undefined) continue;
      if (ticks !== 0) put(sums, year, fromTicks(ticks));
      ticks = 0;
      year = found;
      first = span.start < from ? from : span.start;
      last = span.end > to ? to : span.end;
    }
    const hours = entry[1];
    const sum = ticks + (knownTicks.get(hours) ?? ticksOf(hours) ?? NaN);
    if (sum <= MOST && sum >= -MOST) ticks = sum;
    else put(sums, year, hoursOf(hours));
  }
  if (ticks !== 0) put(sums, year, fromTicks(ticks));
  return sums;
}

const MOST = Number.MAX_SAFE_INTEGER;

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
