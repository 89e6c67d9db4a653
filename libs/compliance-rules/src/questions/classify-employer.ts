import { effectiveCaps, tierCaps } from '../facts/effective-caps.ts';
import { sizeOn, tierByHeadcount } from '../facts/employer-size.ts';
import { fraction } from '../hours-text.ts';
import { need } from '../refusal.ts';
import type { Question } from './question.ts';

/** The employer's size on a day and the amounts that follow from it. */
export const classifyEmployer: Question = (given, reasoning) => {
  const { pack } = reasoning;
  const asOf = need(given.asOf, 'asOf');
  const size = sizeOn(need(given.employer, 'employer'), pack, asOf, given.policy);
  const { weeksTest } = pack.size;
  const inputs = {
    asOf,
    headcount: size.headcount,
    weeksThisYear: size.weeksThisYear,
    weeksLastYear: size.weeksLastYear,
    threshold: weeksTest?.atLeast ?? null,
    weeks: weeksTest?.weeks ?? null,
  };
  if (size.headcount !== null)
    reasoning.step('size.counting', { headcount: size.headcount }, size.headcount, 'size.counting');
  if (size.basis === 'weeks')
    reasoning.step(
      'size.weeks',
      inputs,
      size.tier,
      size.tier === weeksTest?.tier ? 'size.weeksReached' : 'size.weeksNotReached',
    );
  else reasoning.step('size.tier', inputs, size.tier, size.basis === 'stated' ? 'size.stated' : 'size.byHeadcount');
  if (size.basis === 'stated' && size.headcount !== null && tierByHeadcount(pack.size, size.headcount) !== size.tier)
    reasoning.warn('size.statedDiffers', { headcount: size.headcount, tier: size.tier });
  if (size.watched) reasoning.warn('size.watch', inputs);
  const caps = effectiveCaps(pack, size.tier, undefined, given.employee);
  const amounts = {
    use: fraction(caps.usePerYear),
    carryover: fraction(caps.carryover),
    frontload: fraction(caps.frontload),
  };
  const isOpen = Object.values(amounts).includes(null);
  reasoning.step('use.cap', { tier: size.tier, ...amounts }, amounts.use, isOpen ? 'size.openAmounts' : 'size.amounts');
  return {
    countedHeadcount: size.headcount,
    size: size.tier,
    useCapHours: amounts.use,
    carryoverCapHours: amounts.carryover,
    frontloadHours: amounts.frontload,
    paid: tierCaps(pack, size.tier).paid,
  };
};
