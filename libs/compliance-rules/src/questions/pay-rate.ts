import type { Employee, PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, compare, div, isZero, max, mul } from '@esta-logic/shared-types';
import { hoursOf, usd } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { Refusal, need } from '../refusal.ts';
import type { PayRule } from '../rule-pack.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** The minimum wage on a day; warns before the first known day and once it is indexed. */
function minimumWage(rule: PayRule, date: PlainDate, reasoning: Reasoning): Rational | null {
  const inForce = rule.minimumWage.findLast(({ from }) => from <= date) ?? rule.minimumWage[0];
  if (inForce === undefined) return null;
  const known = date >= inForce.from && (rule.unknownFrom === null || date < rule.unknownFrom);
  if (!known) reasoning.warn('pay.wageUnknown', { date, from: inForce.from, usd: inForce.usd });
  return hoursOf(inForce.usd);
}

/** Wages of the pay period before by the hours worked for them; bonuses and tips stay out. */
function averageRate(periods: NonNullable<Employee['priorPayPeriod']>): Rational {
  let hours = ZERO;
  let wages = ZERO;
  for (const part of periods) {
    hours = add(hours, hoursOf(part.hours));
    wages = add(wages, mul(hoursOf(part.hours), hoursOf(part.rateUsd)));
  }
  if (isZero(hours))
    throw new Refusal(
      'bad-given',
      'employee.priorPayPeriod has no hours; give the hours at each rate, or employee.baseHourlyUsd.',
    );
  return div(wages, hours);
}

function ownRate(employee: Employee, reasoning: Reasoning): Rational {
  const varies = employee.variesByWork ?? employee.priorPayPeriod !== undefined;
  if (varies && employee.priorPayPeriod !== undefined) {
    const rate = averageRate(employee.priorPayPeriod);
    const periods = employee.priorPayPeriod.map((part) => ({ ...part }));
    reasoning.step('pay.average', { periods }, usd(rate), 'pay.average');
    return rate;
  }
  const rate = hoursOf(need(employee.baseHourlyUsd ?? employee.normalHourlyUsd, 'employee.baseHourlyUsd'));
  reasoning.step('pay.rate', { base: usd(rate), tipped: employee.tipped ?? false }, usd(rate), 'pay.base');
  return rate;
}

/** The hourly rate of leave and what the leave pays: the person's own rate, never below the full minimum wage. */
export const payRate: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.pay, 'pay', reasoning);
  const use = need(given.use, 'use');
  const own = ownRate(need(given.employee, 'employee'), reasoning);
  const date = need(use.date ?? use.startDate, 'use.date');
  const wage = minimumWage(rule, date, reasoning);
  const rate = wage === null ? own : max(own, wage);
  const raised = compare(rate, own) > 0;
  reasoning.step(
    'pay.minimumWage',
    { own: usd(own), wage: wage === null ? null : usd(wage), date },
    usd(rate),
    raised ? 'pay.raised' : 'pay.own',
  );
  const payUsd = use.hours === undefined ? null : usd(mul(rate, hoursOf(use.hours)));
  if (payUsd !== null) reasoning.step('pay.rate', { rate: usd(rate), hours: use.hours ?? null }, payUsd, 'pay.total');
  return { hourlyRateUsd: usd(rate), payUsd };
};
