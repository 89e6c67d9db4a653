import type { PlainDate, Rational, Weekday } from '@esta-logic/shared-types';
import type { BenefitYearRule } from './benefit-year.ts';
import type { DatedCaps } from './caps.ts';

/** The hours that were worked are the hours that count. */
export interface ActualHours {
  readonly kind: 'actual';
}

/** A fixed week counts whatever was worked, spread evenly over `workdays`. */
export interface AssumedHours {
  readonly kind: 'assumed';
  readonly weekHours: Rational;
  readonly workdays: readonly Weekday[];
  /** True where a week in which nothing was worked counts too. */
  readonly countsIdleWeeks: boolean;
}

/** Leave is earned as hours are worked: `rate` hours for each hour. */
export interface EarnsByHour {
  readonly kind: 'accrual';
  readonly rate: Rational;
}

/** What is granted from a day on; hours worked beyond `expectedHours` (null where not prorated) earn more, up to `mostHours`. */
export interface DatedGrant {
  readonly from: PlainDate;
  readonly hours: Rational;
  readonly expectedHours: Rational | null;
  readonly mostHours: Rational;
}

/** Leave is granted at the start of each year. A grant that rises within a year adds what it rises by; one that falls waits for the next. */
export interface GrantedUpFront {
  readonly kind: 'frontload';
  /** Sorted by `from`; before the first date the first one. */
  readonly grants: readonly DatedGrant[];
  /** Grant of the first, shorter year; null for the same as any year. */
  readonly firstYearHours: Rational | null;
  readonly rate: Rational;
}

/** Days between two employments, both included. */
export interface EmploymentBreak {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Everything the arithmetic needs to know of a law, a policy and a person: no number of any law is in this package. */
export interface AccrualRules {
  readonly hireDate: PlainDate;
  /** First day whose hours count. */
  readonly accrualStart: PlainDate;
  /** Last day whose hours count; null while employed. */
  readonly accrualEnd: PlainDate | null;
  /** Between employments that are joined: nothing is assumed to be worked then. */
  readonly breaks?: readonly EmploymentBreak[];
  /** First day on which leave may be used. */
  readonly firstUseDate: PlainDate;
  readonly benefitYear: BenefitYearRule;
  readonly counted: ActualHours | AssumedHours;
  readonly earning: EarnsByHour | GrantedUpFront;
  /** Sorted by `from`. */
  readonly caps: readonly DatedCaps[];
  /** True where carried hours count toward the next year's accrual cap (Colorado). */
  readonly carryoverReducesAccrual: boolean;
  /** Balance brought into the first year, from before these records begin. */
  readonly openingBalance: Rational;
}
