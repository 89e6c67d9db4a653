import type { Rational } from '@esta-logic/shared-types';
import { ZERO, isZero, max, mul, sub, toFraction } from '@esta-logic/shared-types';
import { accrualRate } from '../facts/accrual-rules-for.ts';
import type { Given } from '../given.ts';
import { hoursOf, hoursOr } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import type { SeparationRule } from '../rule-pack.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** What the hours worked would have earned, and what of the time used beyond that may be taken back. */
function recouped(
  given: Given,
  used: Rational,
  rule: SeparationRule,
  reasoning: Reasoning,
): { readonly wouldHaveAccrued: string; readonly recoupable: string } {
  const worked = hoursOf(need(given.balances?.hoursWorkedThisYear, 'balances.hoursWorkedThisYear'));
  const wouldHaveAccrued = mul(worked, accrualRate(given.policy, reasoning));
  reasoning.step(
    'accrual.rate',
    { worked: toFraction(worked) },
    toFraction(wouldHaveAccrued),
    'separation.wouldHaveAccrued',
  );
  const beyond = max(ZERO, sub(used, wouldHaveAccrued));
  const authorized = given.consent?.writtenVoluntaryPriorAuthorization === true;
  const permitted = rule.recoup !== null && (authorized || !rule.recoup.needsAuthorization);
  const recoupable = toFraction(permitted ? beyond : ZERO);
  const inputs = {
    used: toFraction(used),
    wouldHaveAccrued: toFraction(wouldHaveAccrued),
    beyond: toFraction(beyond),
    authorized,
  };
  const says = permitted ? 'separation.recoup' : 'separation.noRecoup';
  reasoning.step('separation.recoup', inputs, recoupable, says);
  return { wouldHaveAccrued: toFraction(wouldHaveAccrued), recoupable };
}

/**
 * What a separation pays out, and what of over-used time may be taken from the last pay. Only time granted up front can be
 * used before it is earned, so that nobody else's hours of work are asked for.
 */
export const separation: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.separation, 'separation', reasoning);
  reasoning.step('separation.payout', {}, rule.payout, rule.payout ? 'separation.payout' : 'separation.noPayout');
  const { balances } = given;
  const used = hoursOr(balances?.used ?? balances?.usedThisYear);
  const nothingToTake =
    balances?.hoursWorkedThisYear === undefined && (given.policy?.method !== 'frontload' || isZero(used));
  const found = nothingToTake ? undefined : recouped(given, used, rule, reasoning);
  return {
    payoutRequired: rule.payout,
    wouldHaveAccruedHours: found?.wouldHaveAccrued ?? null,
    recoupableHours: found?.recoupable ?? '0',
    finalPayFloor: rule.recoup?.floor ?? null,
  };
};
