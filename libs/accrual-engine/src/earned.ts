import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, isNegative, max, min, mul, sub } from '@esta-logic/shared-types';
import type { AccrualRules } from './accrual-rules.ts';
import type { Caps } from './caps.ts';
import { capped } from './caps.ts';

/** Room that the yearly accrual cap leaves; null for no cap. */
export function accrualRoom(rules: AccrualRules, caps: Caps, carriedIn: Rational): Rational | null {
  if (caps.accrualPerYear === null || !rules.carryoverReducesAccrual) return caps.accrualPerYear;
  return max(ZERO, sub(caps.accrualPerYear, carriedIn));
}

/**
 * Leave earned in one year by its counted hours so far: a function of the total alone,
 * which is why neither the order of shifts nor how they are split can change it.
 */
export function earnedBy(rules: AccrualRules, counted: Rational, room: Rational | null): Rational {
  const { earning } = rules;
  if (earning.kind === 'accrual') return capped(mul(counted, earning.rate), room);
  if (earning.expectedHours === null) return ZERO;
  const extra = sub(counted, earning.expectedHours);
  if (isNegative(extra)) return ZERO;
  return min(mul(extra, earning.rate), max(ZERO, sub(earning.mostHours, earning.hours)));
}

/** Leave granted up front for the year that starts on `yearStart`; zero where leave is earned by the hour. */
export function grantFor(rules: AccrualRules, yearStart: PlainDate): Rational {
  if (rules.earning.kind === 'accrual') return ZERO;
  if (rules.accrualEnd !== null && yearStart > rules.accrualEnd) return ZERO;
  return yearStart < rules.accrualStart ? (rules.earning.firstYearHours ?? rules.earning.hours) : rules.earning.hours;
}
