import type { BenefitYearRule } from '@esta-logic/accrual-engine';
import { benefitYearOf } from '@esta-logic/accrual-engine';
import type { Employee, PlainDate, Policy, Rational } from '@esta-logic/shared-types';
import { ZERO, compare, daysBetween, div, min, mul, rational } from '@esta-logic/shared-types';
import { fraction, hoursOf } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import type { RulePack } from '../rule-pack.ts';
import type { EffectiveCaps } from './effective-caps.ts';

/** What must be granted at the start of a year when an employer frontloads. */
export interface FrontloadGrant {
  /** What the employer grants: the least, or its policy's amount where that is more. */
  readonly hours: Rational;
  /** The least the law asks of this employer for this person. */
  readonly least: Rational;
  /** The least for someone who works full time. */
  readonly full: Rational;
  readonly prorationAllowed: boolean;
  /** Hours beyond which a prorated grant is trued up; null where it is not prorated. */
  readonly expectedHours: Rational | null;
}

/** Proportional only for part-time work, and only with the written notice of expected hours given in time. */
function mayProrate(pack: RulePack, employee: Employee | undefined): boolean {
  const notice = employee?.writtenExpectedHoursNotice;
  if ((pack.frontload?.partTime ?? null) === null || notice === undefined || employee?.fullTime === true) return false;
  return employee?.hireDate === undefined || notice.givenOn <= employee.hireDate;
}

/** The policy's amount where it is more; a policy that grants less is not followed, and a warning says so. */
function granted(least: Rational, policy: Policy | undefined, reasoning: Reasoning): Rational {
  const given = policy?.frontloadHours;
  if (given === undefined) return least;
  const chosen = hoursOf(given);
  if (compare(chosen, least) >= 0) return chosen;
  reasoning.warn('policy.belowLaw', { setting: 'policy.frontloadHours', given, law: fraction(least) });
  return least;
}

/** The grant of a whole year. */
export function frontloadGrant(
  caps: EffectiveCaps,
  employee: Employee | undefined,
  policy: Policy | undefined,
  reasoning: Reasoning,
): FrontloadGrant {
  const { pack } = reasoning;
  const full = caps.frontload ?? ZERO;
  const notice = employee?.writtenExpectedHoursNotice;
  if (notice === undefined || !mayProrate(pack, employee)) {
    return { hours: granted(full, policy, reasoning), least: full, full, prorationAllowed: false, expectedHours: null };
  }
  const expected = hoursOf(notice.expectedAnnualHours);
  const least = min(full, mul(expected, hoursOf(pack.accrual.rate)));
  const expectedHours = compare(least, full) < 0 ? expected : null;
  return { hours: granted(least, policy, reasoning), least, full, prorationAllowed: true, expectedHours };
}

/**
 * The grant of a first year that the hire cuts short: all of it, unless the policy chooses the share of days left,
 * which the law leaves open. Null where the year is whole or the grant already follows the hours expected.
 */
export function firstYearGrant(
  grant: FrontloadGrant,
  yearRule: BenefitYearRule,
  hireDate: PlainDate,
  policy: Policy | undefined,
  reasoning: Reasoning,
): Rational | null {
  const year = benefitYearOf(yearRule, hireDate);
  if (year.start === hireDate || grant.prorationAllowed) return null;
  if (reasoning.choose('frontload.midYear', policy) !== 'prorated') return null;
  const days = rational(daysBetween(year.start, year.end) + 1);
  return mul(grant.least, div(rational(daysBetween(hireDate, year.end) + 1), days));
}
