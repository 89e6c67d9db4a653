import type { Rational } from '@esta-logic/shared-types';
import { countedDays } from './assumed-week.ts';
import type { Adjustment, BalanceInput } from './balance-input.ts';
import { lastWorkedDay } from './balance-input.ts';
import { hoursOf } from './hours-of.ts';
import type { DayHours } from './worked-days.ts';

/** Order within a day of what comes after everything else. */
const LAST = Number.MAX_SAFE_INTEGER;

/** One thing on one day; `order` settles what comes first within a day. */
export interface Happening {
  readonly date: string;
  readonly order: number;
  readonly kind: 'use' | 'worked' | 'adjusted';
  readonly hours: Rational;
  /** What reported it, where that is known. */
  readonly source?: string | number;
  /** Of an adjustment. */
  readonly adjustment?: Adjustment;
}

/**
 * What is put in, then use, then work, then what is taken out: where a balance is capped, use makes room for the same
 * day's accrual, and a separation takes what the day's end leaves.
 */
export function happenings(input: BalanceInput): readonly Happening[] {
  const { rules, asOf } = input;
  const all: Happening[] = [];
  const put = (entries: readonly DayHours[], kind: Happening['kind'], order: number, to: string): void => {
    for (const [date, hours, source] of entries) {
      if (date < rules.accrualStart || date > to) continue;
      all.push({ date, order, kind, hours: hoursOf(hours), ...(source === undefined ? {} : { source }) });
    }
  };
  for (const adjustment of input.adjustments ?? []) {
    const { date, hours } = adjustment;
    if (date >= rules.accrualStart && date <= asOf)
      all.push({ date, order: hours.startsWith('-') ? LAST : 0, kind: 'adjusted', hours: hoursOf(hours), adjustment });
  }
  put(input.uses, 'use', 1, asOf);
  put(countedDays(rules, input.days, asOf), 'worked', 2, lastWorkedDay(rules, asOf));
  return all.sort((a, b) => (a.date === b.date ? a.order - b.order : a.date < b.date ? -1 : 1));
}
