import type { BalanceInput } from '@esta-logic/accrual-engine';
import { balancesByYear, daysOfEvents, standingOf } from '@esta-logic/accrual-engine';
import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, toFraction } from '@esta-logic/shared-types';
import { coverageOf } from '../facts/coverage.ts';
import type { AppliedLaw, Parties } from '../facts/accrual-rules-for.ts';
import { accrualRulesFor } from '../facts/accrual-rules-for.ts';
import type { Given } from '../given.ts';
import { fraction, hoursOr } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import type { Question } from './question.ts';

/** The employer, policy and employee of a question about balances. */
export function partiesOf(given: Given): Parties {
  return {
    employer: need(given.employer, 'employer'),
    policy: given.policy,
    employee: need(given.employee, 'employee'),
  };
}

/** Events laid onto days and the law applied to them, as of a day. */
export function balanceInputOf(
  given: Given,
  asOf: PlainDate,
  reasoning: Reasoning,
): { readonly law: AppliedLaw; readonly input: BalanceInput } {
  const parties = partiesOf(given);
  const law = accrualRulesFor(parties, asOf, reasoning);
  const layout = { workdays: reasoning.pack.accrual.exempt.workdays, notBefore: law.rules.hireDate };
  const { days, uses } = daysOfEvents(given.events ?? [], layout);
  const rules = { ...law.rules, openingBalance: hoursOr(given.balances?.carriedIn) };
  return { law, input: { rules, days, uses, asOf } };
}

/** Which hours count, and from when. */
export function countingSteps(given: Given, law: AppliedLaw, counted: Rational, reasoning: Reasoning): void {
  const { rules } = law;
  reasoning.step(law.startRule, { tier: law.tier, hireDate: rules.hireDate }, rules.accrualStart, 'accrual.start');
  if (rules.counted.kind === 'assumed') {
    reasoning.step(
      'hours.exempt',
      { weekHours: toFraction(rules.counted.weekHours) },
      toFraction(counted),
      'hours.assumed',
    );
  } else if ((given.events ?? []).some(({ type }) => type === 'shift')) {
    reasoning.step('hours.elapsed', { from: rules.accrualStart }, toFraction(counted), 'hours.elapsed');
  } else {
    reasoning.step('hours.counted', { from: rules.accrualStart }, toFraction(counted), 'hours.counted');
  }
}

function lastEventDate(given: Given): PlainDate | undefined {
  const { days, uses } = daysOfEvents(given.events ?? [], { workdays: [], notBefore: null });
  const dates = [...days, ...uses].map(([date]) => date).sort();
  return dates.at(-1) as PlainDate | undefined;
}

/** How many hours count and what they have earned, over all years up to `asOf`. */
export const accrual: Question = (given, reasoning) => {
  const asOf = need(given.asOf ?? lastEventDate(given), 'asOf');
  const { employee, employer } = partiesOf(given);
  const coverage = coverageOf(employee, employer, reasoning.pack, asOf);
  if (!coverage.covered) {
    reasoning.step(coverage.rule, { exclusion: coverage.exclusion }, '0', 'coverage.excluded');
    return { countedHours: '0', accruedHours: '0', covered: false };
  }
  const { law, input } = balanceInputOf(given, asOf, reasoning);
  const years = balancesByYear(input);
  const counted = years.reduce((sum, year) => add(sum, year.hoursWorked), ZERO);
  const accrued = years.reduce((sum, year) => add(sum, year.accrued), ZERO);
  countingSteps(given, law, counted, reasoning);
  const { earning } = law.rules;
  if (earning.kind === 'accrual') {
    reasoning.step(
      'accrual.rate',
      { countedHours: toFraction(counted), rate: toFraction(earning.rate) },
      toFraction(accrued),
      'accrual.earned',
    );
  } else {
    reasoning.step('frontload.full', { granted: toFraction(earning.hours) }, toFraction(accrued), 'frontload.granted');
  }
  const balance = standingOf(law.rules, years.at(-1), asOf);
  return {
    countedHours: toFraction(counted),
    accruedHours: toFraction(accrued),
    accrualStart: law.rules.accrualStart,
    balanceHours: toFraction(balance.balance),
    availableHours: toFraction(balance.available),
    useCapHours: fraction(balance.useCap),
  };
};
