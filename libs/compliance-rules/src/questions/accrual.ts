import type { BalanceInput } from '@esta-logic/accrual-engine';
import { balancesByYear, daysOfEvents, grantOn, standingOf } from '@esta-logic/accrual-engine';
import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, div, rational, toFraction } from '@esta-logic/shared-types';
import type { AppliedLaw, Parties } from '../facts/accrual-rules-for.ts';
import { accrualRulesFor } from '../facts/accrual-rules-for.ts';
import { wallClock } from '../facts/wall-clock.ts';
import type { Given } from '../given.ts';
import { fraction, hoursOr } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import { isOutsideLaw } from './outside-law.ts';
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
  const zone = wallClock(given, reasoning);
  const layout = { workdays: reasoning.pack.accrual.exempt.workdays, notBefore: law.rules.hireDate, zone };
  const { days, uses } = daysOfEvents(given.events ?? [], layout);
  const rules = { ...law.rules, openingBalance: hoursOr(given.balances?.carriedIn) };
  return { law, input: { rules, days, uses, asOf } };
}

/** Which hours count, from when, and by which rule, as texts. */
export interface CountingTexts {
  readonly startRule: string;
  readonly tier: string;
  readonly hireDate: string;
  readonly accrualStart: string;
  readonly counted: string;
  /** Null where hours worked count; else the assumed week. */
  readonly assumedWeek: string | null;
  /** True where punched times tell the hours. */
  readonly punched: boolean;
}

export function countingOf(given: Given, { rules, startRule, tier }: AppliedLaw, counted: Rational): CountingTexts {
  return {
    startRule,
    tier,
    hireDate: rules.hireDate,
    accrualStart: rules.accrualStart,
    counted: toFraction(counted),
    assumedWeek: rules.counted.kind === 'assumed' ? toFraction(rules.counted.weekHours) : null,
    punched: (given.events ?? []).some(({ type }) => type === 'shift'),
  };
}

export function countingSteps(texts: CountingTexts, reasoning: Reasoning): void {
  const { startRule, tier, hireDate, accrualStart, counted, assumedWeek, punched } = texts;
  reasoning.step(startRule, { tier, hireDate }, accrualStart, 'accrual.start');
  if (assumedWeek !== null) reasoning.step('hours.exempt', { weekHours: assumedWeek }, counted, 'hours.assumed');
  else if (punched) reasoning.step('hours.elapsed', { from: accrualStart }, counted, 'hours.elapsed');
  else reasoning.step('hours.counted', { from: accrualStart }, counted, 'hours.counted');
}

function lastEventDate(given: Given, reasoning: Reasoning): PlainDate | undefined {
  const zone = wallClock(given, reasoning);
  const { days, uses } = daysOfEvents(given.events ?? [], { workdays: [], notBefore: null, zone });
  const dates = [...days, ...uses].map(([date]) => date).sort();
  return dates.at(-1) as PlainDate | undefined;
}

/** How many hours count and what they have earned, over all years up to `asOf`. */
export const accrual: Question = (given, reasoning) => {
  const asOf = need(given.asOf ?? lastEventDate(given, reasoning), 'asOf');
  partiesOf(given);
  if (isOutsideLaw(given, asOf, reasoning)) return { countedHours: '0', accruedHours: '0', covered: false };
  const { law, input } = balanceInputOf(given, asOf, reasoning);
  const years = balancesByYear(input);
  const counted = years.reduce((sum, year) => add(sum, year.hoursWorked), ZERO);
  const accrued = years.reduce((sum, year) => add(sum, year.accrued), ZERO);
  countingSteps(countingOf(given, law, counted), reasoning);
  const { earning } = law.rules;
  if (earning.kind === 'accrual') {
    reasoning.step(
      'accrual.rate',
      {
        countedHours: toFraction(counted),
        rate: toFraction(earning.rate),
        hoursForOne: toFraction(div(rational(1), earning.rate)),
      },
      toFraction(accrued),
      'accrual.earned',
    );
  } else {
    const granted = fraction(grantOn(earning, asOf)?.hours ?? null);
    reasoning.step('frontload.full', { granted }, toFraction(accrued), 'frontload.granted');
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
