import type { PlainDate, Rational, Weekday } from '@esta-logic/shared-types';
import { addDays, div, rational, toFraction, weekday } from '@esta-logic/shared-types';
import type { Balance } from './balance-as-of.ts';
import { balanceAsOf } from './balance-as-of.ts';
import type { BalanceInput } from './balance-input.ts';
import type { DayHours } from './worked-days.ts';

/** How someone is expected to go on working. */
export interface WorkPattern {
  readonly weekHours: Rational;
  readonly workdays: readonly Weekday[];
}

/** The pattern laid onto the days from `from` to `to`. */
export function projectedDays(pattern: WorkPattern, from: PlainDate, to: PlainDate): readonly DayHours[] {
  const each = toFraction(div(pattern.weekHours, rational(pattern.workdays.length)));
  const days: DayHours[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (pattern.workdays.includes(weekday(date))) days.push([date, each]);
  }
  return days;
}

/** Where the person will stand on `until` if work goes on like this: the same code as for what has happened. */
export function projectBalance(input: BalanceInput, pattern: WorkPattern, until: PlainDate): Balance {
  const ahead = projectedDays(pattern, addDays(input.asOf, 1), until);
  const known = input.days.filter(([date]) => date <= input.asOf);
  return balanceAsOf({ ...input, days: [...known, ...ahead], asOf: until });
}
