import type { Employee, Policy, Rational } from '@esta-logic/shared-types';
import { compare, div, max, mul, rational } from '@esta-logic/shared-types';
import { hoursOf, fraction } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import type { CapValue, RulePack, TierCaps } from '../rule-pack.ts';
import { rememberLast } from './remember-last.ts';

/** The caps that hold for one employer and person, in exact hours; null for none. */
export interface EffectiveCaps {
  readonly accrualPerYear: Rational | null;
  readonly balance: Rational | null;
  readonly usePerYear: Rational | null;
  readonly carryover: Rational | null;
  readonly frontload: Rational | null;
}

/** A cap in hours; one in days is taken by the person's own day where the normal week is known. */
function capHours(cap: CapValue, normalWeekHours: string | undefined, pack: RulePack): Rational | null {
  if (cap === null) return null;
  if (typeof cap === 'string') return hoursOf(cap);
  const hours = hoursOf(cap.hours);
  if (normalWeekHours === undefined) return hours;
  const day = div(hoursOf(normalWeekHours), rational(pack.accrual.exempt.workdays.length));
  return max(hours, mul(day, rational(cap.days)));
}

export function tierCaps(pack: RulePack, tier: string): TierCaps {
  const caps = pack.caps[tier];
  if (caps === undefined) throw new RangeError(`pack ${pack.id} has no caps for its size tier "${tier}"`);
  return caps;
}

type CapName = 'useCapHours' | 'carryoverCapHours';

/** The law is a floor: a policy may raise a cap or drop it, and one that lowers it is not followed. */
function raised(
  law: Rational | null,
  policy: Policy | undefined,
  name: CapName,
  reasoning: Reasoning | undefined,
): Rational | null {
  const chosen = name === 'useCapHours' ? (policy?.useCapHours ?? policy?.annualUseCapHours) : policy?.[name];
  if (chosen === undefined || law === null) return law;
  if (chosen === 'none') return null;
  const value = hoursOf(chosen);
  if (compare(value, law) >= 0) return value;
  reasoning?.warn('policy.belowLaw', { setting: `policy.${name}`, given: chosen, law: fraction(law) });
  return law;
}

/** The law's caps for the tier, with what the policy gives beyond them. */
export function effectiveCaps(
  pack: RulePack,
  tier: string,
  policy: Policy | undefined,
  employee: Employee | undefined,
  reasoning?: Reasoning,
): EffectiveCaps {
  const law = lawfulCaps(pack, tier, employee?.normalWeekHours);
  if (policy === undefined) return law;
  const usePerYear = raised(law.usePerYear, policy, 'useCapHours', reasoning);
  const carryover = raised(law.carryover, policy, 'carryoverCapHours', reasoning);
  if (usePerYear === law.usePerYear && carryover === law.carryover) return law;
  return { ...law, usePerYear, carryover };
}

/** The caps of a tier for people with that normal week, before any policy. */
const lawfulCaps = rememberLast((pack: RulePack, tier: string, normalWeekHours: string | undefined): EffectiveCaps => {
  const law = tierCaps(pack, tier);
  const hours = (cap: CapValue): Rational | null => capHours(cap, normalWeekHours, pack);
  return {
    accrualPerYear: hours(law.accrualPerYear),
    balance: hours(law.balance),
    usePerYear: hours(law.usePerYear),
    carryover: hours(law.carryover),
    frontload: hours(law.frontload),
  };
});
