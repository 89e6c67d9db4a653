import type { CapPolicy, Policy, Rational } from '@esta-logic/shared-types';
import { ZERO, compare, isNegative, max, mul, sub, toFraction } from '@esta-logic/shared-types';
import type { EffectiveCaps } from '../facts/effective-caps.ts';
import { effectiveCaps } from '../facts/effective-caps.ts';
import { sizeOn } from '../facts/employer-size.ts';
import type { Given } from '../given.ts';
import { fraction, hoursOf, hoursOr } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import type { Question } from './question.ts';

/** Hours by which a cap falls short of the law's; zero where either sets none or nothing is stated. */
function shortOf(law: Rational | null, chosen: CapPolicy | undefined): Rational {
  if (law === null || chosen === undefined || chosen === 'none') return ZERO;
  return max(ZERO, sub(law, hoursOf(chosen)));
}

interface Comparison {
  readonly shortfalls: readonly string[];
  readonly owed: Rational;
}

function fallsShort(hours: Rational): boolean {
  return !isNegative(hours) && compare(hours, ZERO) > 0;
}

function frontloads(policy: Policy, caps: EffectiveCaps): boolean {
  return (
    policy.frontloadHours !== undefined &&
    caps.frontload !== null &&
    compare(hoursOf(policy.frontloadHours), caps.frontload) >= 0
  );
}

/** Compares a leave policy with the law, point by point. */
function compared(given: Given, policy: Policy, caps: EffectiveCaps, reasoning: Reasoning): Comparison {
  const { pack } = reasoning;
  const granted = frontloads(policy, caps);
  const law = hoursOf(pack.accrual.rate);
  const rateShort = granted ? ZERO : max(ZERO, sub(law, hoursOr(policy.accrualPerHourWorked)));
  const useShort = shortOf(caps.usePerYear, policy.annualUseCapHours ?? policy.useCapHours);
  const carryShort = granted ? ZERO : shortOf(caps.carryover, policy.carryoverCapHours);
  const usable = policy.usableForAnyPurpose === true || policy.usableForSickPurposes === true;
  const increment =
    policy.increment === 'fixed' && pack.increment !== null && (policy.fixedMinutes ?? 0) > pack.increment.mostMinutes;
  const points: [string, boolean][] = [
    ['accrualRate', fallsShort(rateShort)],
    ['annualUse', fallsShort(useShort)],
    ['carryover', fallsShort(carryShort)],
    ['purposes', !usable],
    ['increment', increment],
    ['waiting', (policy.waitingDays ?? 0) > (granted ? 0 : (pack.waiting?.mostDays ?? 0))],
  ];
  const unearned = mul(rateShort, hoursOr(given.balances?.hoursWorkedThisYear));
  return { shortfalls: points.filter(([, short]) => short).map(([name]) => name), owed: max(useShort, unearned) };
}

/** Whether paid leave under another name satisfies the law; leave spent on anything else is not owed again. */
export const ptoEquivalence: Question = (given, reasoning) => {
  const { pack } = reasoning;
  const policy = need(given.policy, 'policy');
  const { tier } = sizeOn(need(given.employer, 'employer'), pack, given.asOf ?? pack.effectiveFrom, given.policy);
  const caps = effectiveCaps(pack, tier, undefined, given.employee);
  const { shortfalls, owed } = compared(given, policy, caps, reasoning);
  const compliant = shortfalls.length === 0;
  const inputs = {
    rate: policy.accrualPerHourWorked ?? null,
    lawRate: pack.accrual.rate,
    use: policy.annualUseCapHours ?? policy.useCapHours ?? null,
    carryover: policy.carryoverCapHours ?? null,
    lawHours: fraction(caps.usePerYear),
    shortfalls,
  };
  reasoning.step('pto.equivalence', inputs, compliant, compliant ? 'pto.equivalent' : 'pto.short');
  return { compliant, additionalEarnedSickHoursOwed: compliant ? '0' : toFraction(owed), shortfalls };
};
