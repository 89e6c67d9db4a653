import { balanceAsOf, closeYear } from '@esta-logic/accrual-engine';
import type { Employer, PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, addDays, compare, isZero, sub, toFraction } from '@esta-logic/shared-types';
import type { EffectiveCaps } from '../facts/effective-caps.ts';
import { effectiveCaps } from '../facts/effective-caps.ts';
import { sizeOn } from '../facts/employer-size.ts';
import type { FrontloadGrant } from '../facts/frontload-grant.ts';
import { frontloadGrant } from '../facts/frontload-grant.ts';
import type { Given, GivenBalances } from '../given.ts';
import { fraction, hoursOr } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import { balanceInputOf } from './accrual.ts';
import { isOutsideLaw } from './outside-law.ts';
import type { Question, Result } from './question.ts';

interface ClosingYear {
  readonly accrued: Rational;
  readonly carriedIn: Rational;
  readonly used: Rational;
  readonly balance: Rational;
}

function closingFromBalances(balances: GivenBalances, grant: FrontloadGrant | null): ClosingYear {
  const carriedIn = hoursOr(balances.carriedIn);
  const used = hoursOr(balances.usedThisYear ?? balances.used);
  const stated = balances.frontloaded !== undefined || balances.accruedThisYear !== undefined;
  const granted = stated
    ? add(hoursOr(balances.frontloaded), hoursOr(balances.accruedThisYear))
    : (grant?.hours ?? ZERO);
  const balance = hoursOr(balances.balanceHours, sub(add(carriedIn, granted), used));
  return { accrued: granted, carriedIn, used, balance };
}

function closingYear(
  given: Given,
  yearEnd: PlainDate,
  grant: FrontloadGrant | null,
  reasoning: Reasoning,
): ClosingYear {
  if (given.balances !== undefined && given.events === undefined) return closingFromBalances(given.balances, grant);
  need(given.events, 'events');
  return balanceAsOf(balanceInputOf(given, yearEnd, reasoning).input);
}

function rollAccrual(closing: ClosingYear, caps: EffectiveCaps, reasoning: Reasoning): Result {
  const { carryoverAllowed } = reasoning.pack.accrual;
  const { carried, forfeited } = closeYear(closing.balance, caps.carryover, carryoverAllowed);
  const accruedHours = toFraction(closing.accrued);
  reasoning.step('accrual.noCap', { accruedHours, cap: fraction(caps.accrualPerYear) }, accruedHours, 'accrual.cap');
  const parts = { carriedIn: toFraction(closing.carriedIn), accrued: accruedHours, used: toFraction(closing.used) };
  reasoning.step('benefitYear', parts, toFraction(closing.balance), 'year.balance');
  const inputs = {
    balance: toFraction(closing.balance),
    cap: fraction(caps.carryover),
    forfeited: toFraction(forfeited),
  };
  reasoning.step(
    'carryover.cap',
    inputs,
    toFraction(carried),
    isZero(forfeited) ? 'carryover.all' : 'carryover.capped',
  );
  return { carryoverHours: toFraction(carried), forfeitedHours: toFraction(forfeited), nextYearFrontloadHours: '0' };
}

function rollFrontload(closing: ClosingYear, grant: FrontloadGrant, caps: EffectiveCaps, reasoning: Reasoning): Result {
  const relieved = reasoning.pack.frontload?.relievesCarryover ?? false;
  const { carried, forfeited } = closeYear(closing.balance, caps.carryover, !relieved);
  const inputs = { balance: toFraction(closing.balance), forfeited: toFraction(forfeited) };
  reasoning.step(
    'frontload.full',
    inputs,
    toFraction(carried),
    relieved ? 'frontload.noCarryover' : 'carryover.capped',
  );
  reasoning.step('frontload.full', { full: toFraction(grant.full) }, toFraction(grant.hours), 'frontload.next');
  return {
    carryoverHours: toFraction(carried),
    forfeitedHours: toFraction(forfeited),
    nextYearFrontloadHours: toFraction(grant.hours),
  };
}

/** The grant that follows a year's end: the closing year's, unless the employer has another size on the next day. */
function nextYearGrant(
  given: Given,
  employer: Employer,
  closing: { readonly yearEnd: PlainDate; readonly tier: string; readonly grant: FrontloadGrant },
  reasoning: Reasoning,
): FrontloadGrant {
  const { tier } = sizeOn(employer, reasoning.pack, addDays(closing.yearEnd, 1), given.policy);
  if (tier === closing.tier) return closing.grant;
  const caps = effectiveCaps(reasoning.pack, tier, given.policy, given.employee);
  return frontloadGrant(caps, given.employee, given.policy, reasoning);
}

const NOTHING: Result = {
  accruedHours: '0',
  balanceAtYearEnd: '0',
  carryoverHours: '0',
  forfeitedHours: '0',
  nextYearFrontloadHours: '0',
  yearEndPayoutRequired: false,
  covered: false,
};

/** What a benefit year's end carries, forfeits, grants anew and pays. */
export const yearRollover: Question = (given, reasoning) => {
  const yearEnd = need(given.yearEnd ?? given.asOf, 'yearEnd');
  const { pack } = reasoning;
  const employer = need(given.employer, 'employer');
  if (isOutsideLaw(given, yearEnd, reasoning)) return NOTHING;
  const { tier } = sizeOn(employer, pack, yearEnd, given.policy);
  const caps = effectiveCaps(pack, tier, given.policy, given.employee, reasoning);
  const frontloads = given.policy?.method === 'frontload';
  const grant = frontloads ? frontloadGrant(caps, given.employee, given.policy, reasoning) : null;
  const closing = closingYear(given, yearEnd, grant, reasoning);
  const rolled =
    grant === null
      ? rollAccrual(closing, caps, reasoning)
      : rollFrontload(closing, nextYearGrant(given, employer, { yearEnd, tier, grant }, reasoning), caps, reasoning);
  const payout = pack.separation?.payout ?? false;
  reasoning.step('yearEnd.payout', {}, payout, payout ? 'yearEnd.payout' : 'yearEnd.noPayout');
  if (compare(closing.balance, ZERO) < 0) reasoning.warn('balance.overdrawn', { balance: toFraction(closing.balance) });
  return {
    accruedHours: toFraction(closing.accrued),
    balanceAtYearEnd: toFraction(closing.balance),
    ...rolled,
    yearEndPayoutRequired: payout,
  };
};
