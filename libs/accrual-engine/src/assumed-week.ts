import type { PlainDate } from '@esta-logic/shared-types';
import { addDays, div, isZero, rational, toFraction, weekOf, weekday } from '@esta-logic/shared-types';
import type { AccrualRules, AssumedHours } from './accrual-rules.ts';
import { lastWorkedDay } from './balance-input.ts';
import { hoursOf } from './hours-of.ts';
import type { DayHours } from './worked-days.ts';

const DAYS_PER_WEEK = 7;

/** Mondays of the weeks in which anything was worked. */
function weeksWorked(days: readonly DayHours[]): ReadonlySet<PlainDate> {
  const weeks = new Set<PlainDate>();
  for (const [date, hours] of days) {
    if (!isZero(hoursOf(hours))) weeks.add(weekOf(date as PlainDate));
  }
  return weeks;
}

/**
 * The days that count when a fixed week is assumed: each workday of a counted week between `from` and `to`,
 * so that a week cut by a hire, a separation, a year's end or today counts for its days.
 * Without any record of work every week counts, since the assumption does not need a timesheet.
 */
export function assumedDays(
  rule: AssumedHours,
  days: readonly DayHours[],
  from: PlainDate,
  to: PlainDate,
): readonly DayHours[] {
  const each = toFraction(div(rule.weekHours, rational(rule.workdays.length)));
  const worked = weeksWorked(days);
  const every = rule.countsIdleWeeks || days.length === 0;
  const result: DayHours[] = [];
  for (let week = weekOf(from); week <= to; week = addDays(week, DAYS_PER_WEEK)) {
    if (!every && !worked.has(week)) continue;
    for (let offset = 0; offset < DAYS_PER_WEEK; offset += 1) {
      const date = addDays(week, offset);
      if (date >= from && date <= to && rule.workdays.includes(weekday(date))) result.push([date, each]);
    }
  }
  return result;
}

/** The days whose hours count up to `asOf`: as worked, or as assumed. Days before the start are left to the caller's filter. */
export function countedDays(rules: AccrualRules, days: readonly DayHours[], asOf: PlainDate): readonly DayHours[] {
  if (rules.counted.kind === 'actual') return days;
  const counted = assumedDays(rules.counted, days, rules.accrualStart, lastWorkedDay(rules, asOf));
  const { breaks = [] } = rules;
  return breaks.length === 0
    ? counted
    : counted.filter(([date]) => !breaks.some(({ from, to }) => date >= from && date <= to));
}
