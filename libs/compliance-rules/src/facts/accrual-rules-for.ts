import type { AccrualRules, BenefitYearRule, DatedCaps } from '@esta-logic/accrual-engine';
import type { Employee, Employer, PlainDate, Policy, Rational } from '@esta-logic/shared-types';
import { ZERO, addDays, compare, dateParts, div, laterDate, min, rational, toFraction } from '@esta-logic/shared-types';
import { hoursOf } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { Refusal, need } from '../refusal.ts';
import { adultFrom, coverageOf } from './coverage.ts';
import type { DutyStart } from './duty-start.ts';
import { dutyStart } from './duty-start.ts';
import type { EffectiveCaps } from './effective-caps.ts';
import { effectiveCaps } from './effective-caps.ts';
import { sizeOn, tiersByYear, weeksAtThreshold } from './employer-size.ts';
import { checkSwitches } from './policy-switches.ts';
import { firstYearGrant, frontloadGrant } from './frontload-grant.ts';
import type { Wait } from './waiting-period.ts';
import { waitFor } from './waiting-period.ts';

/** The people and choices a balance depends on. */
export interface Parties {
  readonly employer: Employer;
  readonly policy: Policy | undefined;
  readonly employee: Employee;
}

/** The arithmetic's parameters, with the findings they were made of. */
export interface AppliedLaw {
  readonly rules: AccrualRules;
  readonly tier: string;
  readonly duty: DutyStart;
  /** Rule that sets the first day whose hours count. */
  readonly startRule: string;
  readonly wait: Wait;
  readonly caps: EffectiveCaps;
}

/** Calendar years unless the policy says otherwise; an anniversary year needs the hire date. */
export function benefitYearRule(policy: Policy | undefined, hireDate: PlainDate | undefined): BenefitYearRule {
  const year = policy?.benefitYear;
  if (year?.type === 'anniversary') return { type: 'anniversary', hireDate: need(hireDate, 'employee.hireDate') };
  return { type: 'fixed', start: year?.type === 'fiscal' ? need(year.start, 'policy.benefitYear.start') : '01-01' };
}

/** The law's rate, or the policy's where it is better. */
export function accrualRate(policy: Policy | undefined, reasoning: Reasoning): Rational {
  const law = hoursOf(reasoning.pack.accrual.rate);
  if (policy?.accrualPerHourWorked === undefined) return law;
  const own = hoursOf(policy.accrualPerHourWorked);
  if (compare(own, law) >= 0) return own;
  reasoning.warn('policy.rateBelowLaw', { hoursForOne: toFraction(div(rational(1), law)) });
  return law;
}

function countedRule(parties: Parties, reasoning: Reasoning): AccrualRules['counted'] {
  const { exempt } = reasoning.pack.accrual;
  if (parties.employee.flsa !== 'exempt' || exempt.weekHours === null) return { kind: 'actual' };
  const assumed = hoursOf(exempt.weekHours);
  const normal = parties.employee.normalWeekHours;
  const weekHours = normal !== undefined && exempt.shorterNormalWeek ? min(assumed, hoursOf(normal)) : assumed;
  const countsIdleWeeks = reasoning.choose('exempt.idleWeeks', parties.policy) === 'counted';
  return { kind: 'assumed', weekHours, workdays: exempt.workdays, countsIdleWeeks };
}

/** Grants follow the employer's size from day to day, so that a closed year keeps the one it began with. */
function earningRule(
  parties: Parties,
  hireDate: PlainDate,
  schedule: readonly DatedCaps<EffectiveCaps>[],
  reasoning: Reasoning,
): AccrualRules['earning'] {
  const { policy, employee } = parties;
  const rate = accrualRate(policy, reasoning);
  if (policy?.method !== 'frontload') return { kind: 'accrual', rate };
  const found = schedule.map(({ from, caps }) => ({ from, grant: frontloadGrant(caps, employee, policy, reasoning) }));
  const first = found.findLast(({ from }) => from <= hireDate) ?? found[0];
  const years = benefitYearRule(policy, hireDate);
  return {
    kind: 'frontload',
    grants: found.map(({ from, grant: { hours, expectedHours, full: mostHours } }) => ({
      from,
      hours,
      expectedHours,
      mostHours,
    })),
    firstYearHours: first === undefined ? null : firstYearGrant(first.grant, years, hireDate, policy, reasoning),
    rate,
  };
}

const yearStart = (date: PlainDate): PlainDate => `${dateParts(date).year}-01-01` as PlainDate;

/** The caps from day to day; those of the last one where no weeks are on record, since the size stays the same then. */
function capSchedule(
  parties: Parties,
  caps: EffectiveCaps,
  reasoning: Reasoning,
  from: PlainDate,
  to: PlainDate,
): readonly DatedCaps<EffectiveCaps>[] {
  const { pack } = reasoning;
  if (weeksAtThreshold(parties.employer, pack.size) === undefined) return [{ from, caps }];
  const tiers = tiersByYear(parties.employer, pack, from, to, parties.policy);
  for (const [index, { from: since, tier }] of tiers.entries()) {
    if (index === 0) continue;
    const grows = tier === pack.size.weeksTest?.tier;
    if (!grows) reasoning.choose('size.returnToSmall', parties.policy);
    else if (since !== yearStart(since)) reasoning.choose('size.crossing', parties.policy);
  }
  return tiers.map(({ from: since, tier }) => ({
    from: since,
    caps: effectiveCaps(pack, tier, parties.policy, parties.employee),
  }));
}

/** Applies a pack to an employer, a policy and a person whom the law covers, as known on `asOf`; refuses others. */
export function accrualRulesFor(parties: Parties, asOf: PlainDate, reasoning: Reasoning): AppliedLaw {
  const { employer, policy, employee } = parties;
  const { pack } = reasoning;
  checkSwitches(policy, pack);
  const hireDate = need(employee.hireDate, 'employee.hireDate');
  const duty = dutyStart(employer, pack, policy);
  const ofAge = adultFrom(employee, pack);
  if (!coverageOf(employee, employer, pack, ofAge ?? undefined).covered)
    throw new Refusal('bad-given', 'The law does not cover this person; ask about somebody it covers.');
  const accrualStart = laterDate(laterDate(duty.date, hireDate), ofAge ?? hireDate);
  const wait = waitFor(hireDate, accrualStart, policy, reasoning);
  const { tier } = sizeOn(employer, pack, laterDate(asOf, pack.effectiveFrom), policy);
  const caps = effectiveCaps(pack, tier, policy, employee, reasoning);
  // A day ahead: the end of a year names the grant of the next.
  const schedule = capSchedule(parties, caps, reasoning, accrualStart, addDays(laterDate(asOf, accrualStart), 1));
  const rules: AccrualRules = {
    hireDate,
    accrualStart,
    accrualEnd: employee.separationDate ?? null,
    firstUseDate: wait.firstUseDate,
    benefitYear: benefitYearRule(policy, hireDate),
    counted: countedRule(parties, reasoning),
    earning: earningRule(parties, hireDate, schedule, reasoning),
    caps: schedule,
    carryoverReducesAccrual: pack.accrual.carryoverReducesAccrual,
    openingBalance: ZERO,
  };
  const startRule = ofAge !== null && accrualStart === ofAge ? 'coverage.youth' : duty.rule;
  return { rules, tier, duty, startRule, wait, caps };
}
