import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, compare, earlierDate, isNegative, laterDate, max, min, mul, sub } from '@esta-logic/shared-types';
import type { AccrualRules, DatedGrant, GrantedUpFront } from './accrual-rules.ts';
import type { BenefitYear } from './benefit-year.ts';
import type { Caps } from './caps.ts';
import { capped } from './caps.ts';

/** Room that the yearly accrual cap leaves; null for no cap. */
export function accrualRoom(rules: AccrualRules, caps: Caps, carriedIn: Rational): Rational | null {
  if (caps.accrualPerYear === null || !rules.carryoverReducesAccrual) return caps.accrualPerYear;
  return max(ZERO, sub(caps.accrualPerYear, carriedIn));
}

/** The part of a benefit year that is looked at: its first counted day, and the last day so far. */
export interface YearSpan {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Days of the year that count so far. */
export function spanOf(rules: AccrualRules, year: BenefitYear, asOf: PlainDate): YearSpan {
  return { from: laterDate(year.start, rules.accrualStart), to: earlierDate(year.end, asOf) };
}

/** The grant in force on a day. */
export function grantOn({ grants }: GrantedUpFront, date: PlainDate): DatedGrant | undefined {
  return grants.findLast(({ from }) => from <= date) ?? grants[0];
}

/** The grant that the year opens with, and those within it that are larger than all before. */
function risingGrants(earning: GrantedUpFront, { from, to }: YearSpan): readonly DatedGrant[] {
  const first = grantOn(earning, from);
  if (first === undefined) return [];
  const rising = [first];
  for (const next of earning.grants) {
    const last = rising.at(-1) ?? first;
    const isLarger = compare(next.hours, last.hours) > 0 || compare(next.mostHours, last.mostHours) > 0;
    if (next.from > from && next.from <= to && isLarger) rising.push(next);
  }
  return rising;
}

/**
 * Leave earned in one year by its counted hours so far: a function of the total alone,
 * which is why neither the order of shifts nor how they are split can change it.
 */
export function earnedBy(rules: AccrualRules, counted: Rational, room: Rational | null, span: YearSpan): Rational {
  const { earning } = rules;
  if (earning.kind === 'accrual') return capped(mul(counted, earning.rate), room);
  const grant = risingGrants(earning, span).at(-1);
  if (grant === undefined || grant.expectedHours === null) return ZERO;
  const extra = sub(counted, grant.expectedHours);
  if (isNegative(extra)) return ZERO;
  return min(mul(extra, earning.rate), max(ZERO, sub(grant.mostHours, grant.hours)));
}

/** Hours put into the balance on a day. */
export interface GrantedHours {
  readonly date: PlainDate;
  readonly hours: Rational;
}

const NO_GRANTS: readonly GrantedHours[] = [];

/** Leave granted up front in one year: at its start, and where the grant rises within it; none where leave is earned by the hour. */
export function grantsIn(rules: AccrualRules, year: BenefitYear, span: YearSpan): readonly GrantedHours[] {
  const { earning, accrualEnd, accrualStart } = rules;
  if (earning.kind === 'accrual' || (accrualEnd !== null && year.start > accrualEnd)) return NO_GRANTS;
  const to = accrualEnd === null ? span.to : earlierDate(span.to, accrualEnd);
  const [first, ...raised] = risingGrants(earning, { from: span.from, to });
  if (first === undefined) return NO_GRANTS;
  const opening = year.start < accrualStart ? (earning.firstYearHours ?? first.hours) : first.hours;
  const granted: GrantedHours[] = [{ date: span.from, hours: opening }];
  let { hours: before } = first;
  for (const { from: date, hours } of raised) {
    granted.push({ date, hours: max(ZERO, sub(hours, before)) });
    before = max(before, hours);
  }
  return granted;
}
