import type { YearBalance } from '@esta-logic/accrual-engine';
import type { PlainDate } from '@esta-logic/shared-types';
import { toFraction } from '@esta-logic/shared-types';

/** One benefit year of one person; hours are exact text. */
export interface YearHours {
  readonly year: string;
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: string;
  readonly used: string;
  readonly adjusted: string;
  readonly balance: string;
}

export function yearHours(sums: YearBalance): YearHours {
  return {
    year: sums.year.label,
    start: sums.year.start,
    end: sums.year.end,
    hoursWorked: toFraction(sums.hoursWorked),
    accrued: toFraction(sums.accrued),
    carriedIn: toFraction(sums.carriedIn),
    used: toFraction(sums.used),
    adjusted: toFraction(sums.adjusted),
    balance: toFraction(sums.balance),
  };
}
