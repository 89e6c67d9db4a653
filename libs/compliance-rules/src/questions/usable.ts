import type { BenefitYearRule, Grant } from '@esta-logic/accrual-engine';
import { balanceAsOf, closeYear, grant } from '@esta-logic/accrual-engine';
import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, isZero, laterDate, sub, toFraction } from '@esta-logic/shared-types';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import { dutyStart } from '../facts/duty-start.ts';
import type { EffectiveCaps } from '../facts/effective-caps.ts';
import { effectiveCaps } from '../facts/effective-caps.ts';
import { frontloadGrant } from '../facts/frontload-grant.ts';
import { sizeOn } from '../facts/employer-size.ts';
import type { RequestedPart } from '../facts/requested-parts.ts';
import { requestedParts } from '../facts/requested-parts.ts';
import { waitFor } from '../facts/waiting-period.ts';
import { wallClock } from '../facts/wall-clock.ts';
import type { Given } from '../given.ts';
import { fraction, hoursOr } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import { balanceInputOf, countingOf, countingSteps } from './accrual.ts';
import { isOutsideLaw } from './outside-law.ts';
import type { Question, Result } from './question.ts';
import { balanceStep, grantSteps, usableResult, waitStep } from './usable-steps.ts';

interface Standing {
  readonly balance: Rational;
  readonly usedIn: (year: string) => Rational;
}

/** From stated balances, or else from events up to the day of the request. */
function standingOf(given: Given, date: PlainDate, year: string, reasoning: Reasoning): Standing {
  const { balances } = given;
  if (balances === undefined) {
    need(given.events, 'balances');
    const { law, input } = balanceInputOf(given, date, reasoning);
    const balance = balanceAsOf(input);
    countingSteps(countingOf(given, law, balance.hoursWorked), reasoning);
    const texts = {
      carriedIn: toFraction(balance.carriedIn),
      accrued: toFraction(balance.accrued),
      used: toFraction(balance.used),
      balance: toFraction(balance.balance),
    };
    balanceStep(law.rules.earning.kind, texts, reasoning);
    return { balance: balance.balance, usedIn: (of) => (of === balance.year.label ? balance.used : ZERO) };
  }
  const usedThisYear = balances.usedThisYear ?? balances.used ?? balances.usedIn?.[year];
  const earned = add(hoursOr(balances.accruedThisYear), hoursOr(balances.frontloaded));
  const balance = hoursOr(balances.balanceHours, sub(add(hoursOr(balances.carriedIn), earned), hoursOr(usedThisYear)));
  return { balance, usedIn: (of) => hoursOr(balances.usedIn?.[of] ?? (of === year ? usedThisYear : undefined)) };
}

/** First day of use; null where no hire date is given and so no wait can be told. */
function firstUse(given: Given, reasoning: Reasoning): PlainDate | null {
  const duty = dutyStart(need(given.employer, 'employer'), reasoning.pack, given.policy).date;
  const hireDate = given.employee?.hireDate;
  if (hireDate === undefined) return duty;
  const wait = waitFor(hireDate, laterDate(duty, hireDate), given.policy, reasoning);
  waitStep(hireDate, wait.days, wait.firstUseDate, reasoning);
  return wait.firstUseDate;
}

interface PartGrant extends RequestedPart, Grant {}

/** What is there when a later year of the request begins: what the closing year carries over, or the grant of the next. */
function broughtIntoYear(
  balance: Rational,
  given: Given,
  closing: EffectiveCaps,
  next: EffectiveCaps,
  reasoning: Reasoning,
): Rational {
  const { pack } = reasoning;
  if (given.policy?.method === 'frontload' && pack.frontload?.relievesCarryover === true) {
    const { hours } = frontloadGrant(next, given.employee, given.policy, reasoning);
    reasoning.step('frontload.full', { left: toFraction(balance) }, toFraction(hours), 'frontload.next');
    return hours;
  }
  const { carried, forfeited } = closeYear(balance, closing.carryover, pack.accrual.carryoverAllowed);
  const inputs = { balance: toFraction(balance), cap: fraction(closing.carryover), forfeited: toFraction(forfeited) };
  reasoning.step(
    'carryover.cap',
    inputs,
    toFraction(carried),
    isZero(forfeited) ? 'carryover.all' : 'carryover.capped',
  );
  return carried;
}

function grantParts(
  given: Given,
  parts: readonly RequestedPart[],
  standing: Standing,
  reasoning: Reasoning,
): readonly PartGrant[] {
  const firstUseDate = firstUse(given, reasoning);
  const usedBefore = new Map<string, Rational>();
  let { balance } = standing;
  let year = parts[0]?.year;
  let closing: EffectiveCaps | undefined;
  return parts.map((part) => {
    const { tier } = sizeOn(need(given.employer, 'employer'), reasoning.pack, part.date, given.policy);
    const caps = effectiveCaps(reasoning.pack, tier, given.policy, given.employee, reasoning);
    if (part.year !== year) balance = broughtIntoYear(balance, given, closing ?? caps, caps, reasoning);
    [year, closing] = [part.year, caps];
    const useCap = caps.usePerYear;
    const usedThisYear = usedBefore.get(part.year) ?? standing.usedIn(part.year);
    const on = { date: part.date, firstUseDate: firstUseDate ?? part.date, balance, usedThisYear, useCap };
    const found = grant(on, part.hours);
    const texts = {
      tier,
      date: part.date,
      requested: toFraction(part.hours),
      balance: toFraction(balance),
      used: toFraction(usedThisYear),
      cap: fraction(useCap),
      firstUseDate: on.firstUseDate,
      denied: toFraction(found.denied),
      granted: toFraction(found.granted),
    };
    grantSteps(found.limitedBy, texts, reasoning);
    balance = sub(balance, found.granted);
    usedBefore.set(part.year, add(usedThisYear, found.granted));
    return { ...part, ...found };
  });
}

function nothingProtected(parts: readonly RequestedPart[]): Result {
  const requested = parts.reduce((sum, { hours }) => add(sum, hours), ZERO);
  const byYear = Object.fromEntries(parts.map(({ year }) => [year, '0']));
  const nothing = { balance: '0', granted: '0', denied: toFraction(requested), limitedBy: null, byYear };
  return { ...usableResult(nothing), covered: false };
}

/** How much of a request must be granted, in which benefit year, and which limit denies the rest. */
export const usable: Question = (given, reasoning) => {
  const request = need(given.request, 'request');
  const yearRule: BenefitYearRule = benefitYearRule(given.policy, given.employee?.hireDate);
  const zone = wallClock(given, reasoning);
  const parts = requestedParts(request, yearRule, given.policy, zone, reasoning);
  const first = need(parts[0], 'request.hours');
  if (isOutsideLaw(given, first.date, reasoning)) return nothingProtected(parts);
  const standing = standingOf(given, first.date, first.year, reasoning);
  const grants = grantParts(given, parts, standing, reasoning);
  const byYear = new Map<string, Rational>();
  for (const { year, granted } of grants) byYear.set(year, add(byYear.get(year) ?? ZERO, granted));
  const denied = grants.reduce((sum, part) => add(sum, part.denied), ZERO);
  return usableResult({
    balance: toFraction(standing.balance),
    granted: toFraction(grants.reduce((sum, part) => add(sum, part.granted), ZERO)),
    denied: toFraction(denied),
    limitedBy: isZero(denied) ? null : (grants.find((part) => part.limitedBy !== null)?.limitedBy ?? null),
    byYear: Object.fromEntries([...byYear].map(([year, hours]) => [year, toFraction(hours)])),
  });
};
