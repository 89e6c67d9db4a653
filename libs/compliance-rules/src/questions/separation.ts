import { ZERO, isNegative, max, mul, sub, toFraction } from '@esta-logic/shared-types';
import { accrualRate } from '../facts/accrual-rules-for.ts';
import { hoursOf, hoursOr } from '../hours-text.ts';
import { need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** What a separation pays out, and what of over-used time may be taken from the last pay. */
export const separation: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.separation, 'separation', reasoning);
  const balances = need(given.balances, 'balances');
  reasoning.step('separation.payout', {}, rule.payout, rule.payout ? 'separation.payout' : 'separation.noPayout');
  const worked = hoursOf(need(balances.hoursWorkedThisYear, 'balances.hoursWorkedThisYear'));
  const wouldHaveAccrued = mul(worked, accrualRate(given.policy, reasoning));
  reasoning.step(
    'accrual.rate',
    { worked: toFraction(worked) },
    toFraction(wouldHaveAccrued),
    'separation.wouldHaveAccrued',
  );
  const used = hoursOr(balances.used ?? balances.usedThisYear);
  const beyond = sub(used, wouldHaveAccrued);
  const authorized = given.consent?.writtenVoluntaryPriorAuthorization === true;
  const permitted = rule.recoup !== null && (authorized || !rule.recoup.needsAuthorization);
  const recoupable = permitted && !isNegative(beyond) ? beyond : ZERO;
  const inputs = {
    used: toFraction(used),
    wouldHaveAccrued: toFraction(wouldHaveAccrued),
    beyond: toFraction(max(ZERO, beyond)),
    authorized,
  };
  reasoning.step(
    'separation.recoup',
    inputs,
    toFraction(recoupable),
    permitted ? 'separation.recoup' : 'separation.noRecoup',
  );
  return {
    payoutRequired: rule.payout,
    wouldHaveAccruedHours: toFraction(wouldHaveAccrued),
    recoupableHours: toFraction(recoupable),
    finalPayFloor: rule.recoup?.floor ?? null,
  };
};
