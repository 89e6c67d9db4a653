import type { Employee, Policy, Rational } from '@esta-logic/shared-types';
import { ZERO, compare, max, min, mul } from '@esta-logic/shared-types';
import { hoursOf, hoursOr } from '../hours-text.ts';
import type { RulePack } from '../rule-pack.ts';
import type { EffectiveCaps } from './effective-caps.ts';

/** What must be granted at the start of a year when an employer frontloads. */
export interface FrontloadGrant {
  readonly hours: Rational;
  readonly full: Rational;
  readonly prorated: boolean;
  /** Hours beyond which a prorated grant is trued up; null where it is not prorated. */
  readonly expectedHours: Rational | null;
}

/** Proportional only for part-time work, and only with the written notice of expected hours given in time. */
function mayProrate(pack: RulePack, employee: Employee | undefined): boolean {
  const notice = employee?.writtenExpectedHoursNotice;
  if (pack.frontload?.partTime == null || notice === undefined || employee?.fullTime === true) return false;
  return employee?.hireDate === undefined || notice.givenOn <= employee.hireDate;
}

/** The least grant, or the policy's where it is more. A law without a frontload amount grants what its yearly caps allow. */
export function frontloadGrant(
  pack: RulePack,
  caps: EffectiveCaps,
  employee: Employee | undefined,
  policy: Policy | undefined,
): FrontloadGrant {
  const full = caps.frontload ?? ZERO;
  const chosen = hoursOr(policy?.frontloadHours);
  const notice = employee?.writtenExpectedHoursNotice;
  if (notice === undefined || !mayProrate(pack, employee))
    return { hours: max(full, chosen), full, prorated: false, expectedHours: null };
  const expectedHours = hoursOf(notice.expectedAnnualHours);
  const share = min(full, mul(expectedHours, hoursOf(pack.accrual.rate)));
  const prorated = compare(share, full) < 0;
  return { hours: max(share, chosen), full, prorated, expectedHours: prorated ? expectedHours : null };
}
