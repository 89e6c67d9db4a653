import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, isNegative, laterDate, min, mul, sub, toFraction } from '@esta-logic/shared-types';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import { dutyStart } from '../facts/duty-start.ts';
import { effectiveCaps } from '../facts/effective-caps.ts';
import { sizeOn } from '../facts/employer-size.ts';
import type { FrontloadGrant } from '../facts/frontload-grant.ts';
import { firstYearGrant, frontloadGrant } from '../facts/frontload-grant.ts';
import { waitFor } from '../facts/waiting-period.ts';
import type { Given } from '../given.ts';
import { hoursOf } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { Refusal, need } from '../refusal.ts';
import type { Question } from './question.ts';

/** Hours worked beyond those expected earn more, up to what a full grant would have been. */
function trueUp(given: Given, grant: FrontloadGrant, reasoning: Reasoning): Rational {
  const { pack } = reasoning;
  if (
    grant.expectedHours === null ||
    given.actualHoursInYear === undefined ||
    pack.frontload?.partTime?.trueUp !== true
  )
    return ZERO;
  const extra = sub(hoursOf(given.actualHoursInYear), grant.expectedHours);
  if (isNegative(extra)) return ZERO;
  const hours = min(mul(extra, hoursOf(pack.accrual.rate)), sub(grant.full, grant.least));
  const inputs = {
    expected: toFraction(grant.expectedHours),
    actual: given.actualHoursInYear,
    extra: toFraction(extra),
  };
  reasoning.step('frontload.partTime', inputs, toFraction(hours), 'frontload.trueUp');
  return hours;
}

function leastGrant(given: Given, grant: FrontloadGrant, hireDate: PlainDate, reasoning: Reasoning): Rational {
  const yearRule = benefitYearRule(given.policy, hireDate);
  const inFirstYear = given.yearStart === undefined || given.yearStart <= hireDate;
  const least =
    (inFirstYear ? firstYearGrant(grant, yearRule, hireDate, given.policy, reasoning) : null) ?? grant.least;
  const inputs = {
    full: toFraction(grant.full),
    expected: grant.expectedHours === null ? null : toFraction(grant.expectedHours),
  };
  if (grant.expectedHours === null) reasoning.step('frontload.full', inputs, toFraction(least), 'frontload.least');
  else reasoning.step('frontload.partTime', inputs, toFraction(least), 'frontload.share');
  return least;
}

/** What must be granted at the start of a year instead of accrual, when, and what that relieves the employer of. */
export const frontload: Question = (given, reasoning) => {
  const { pack } = reasoning;
  if (pack.frontload?.allowed !== true)
    throw new Refusal(
      'not-in-pack',
      `The law of ${pack.jurisdiction.name} has no rule on granting leave up front in this pack.`,
    );
  const employer = need(given.employer, 'employer');
  const hireDate = need(given.employee?.hireDate ?? given.yearStart, 'employee.hireDate');
  const yearStart = given.yearStart ?? hireDate;
  const availableOn = laterDate(laterDate(yearStart, hireDate), dutyStart(employer, pack, given.policy).date);
  const caps = effectiveCaps(pack, sizeOn(employer, pack, availableOn, given.policy).tier, undefined, given.employee);
  const grant = frontloadGrant(caps, given.employee, given.policy, reasoning);
  const least = leastGrant(given, grant, hireDate, reasoning);
  const trueUpHours = trueUp(given, grant, reasoning);
  const wait = waitFor(hireDate, availableOn, { ...given.policy, method: 'frontload' }, reasoning);
  reasoning.step('waiting.frontload', { availableOn }, availableOn, 'frontload.available');
  return {
    minFrontloadHours: toFraction(least),
    prorationAllowed: grant.prorationAllowed,
    trueUpHours: toFraction(trueUpHours),
    availableOn,
    waitingPermitted: wait.permitted,
    accrualTrackingRequired: grant.expectedHours !== null || !pack.frontload.relievesTracking,
    carryoverRequired: !pack.frontload.relievesCarryover,
    yearEndPayoutRequired: pack.separation?.payout ?? false,
  };
};
