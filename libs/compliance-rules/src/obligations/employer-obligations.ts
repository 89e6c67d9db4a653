import { benefitYears } from '@esta-logic/accrual-engine';
import { addDays, addYears, dateParts, laterDate, weekOf, type PlainDate } from '@esta-logic/shared-types';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import type { DutyStart } from '../facts/duty-start.ts';
import { dutyStart } from '../facts/duty-start.ts';
import type { EffectiveCaps } from '../facts/effective-caps.ts';
import { effectiveCaps } from '../facts/effective-caps.ts';
import { sizeOn } from '../facts/employer-size.ts';
import { fraction } from '../hours-text.ts';
import { endOf, unmetConditions } from '../questions/agreement.ts';
import type { Reasoning } from '../reasoning.ts';
import { Refusal } from '../refusal.ts';
import type { Draft, ObligationFacts } from './obligation.ts';

const DAYS_PER_WEEK = 7;

const yearEndOf = (year: number): PlainDate => addDays(`${year + 1}-01-01` as PlainDate, -1);

function poster(reasoning: Reasoning): readonly Draft[] {
  const rule = reasoning.pack.admin?.poster;
  if (rule === undefined) return [];
  const inputs = { languages: rule.languages };
  return [
    {
      kind: 'poster',
      date: addDays(rule.from, rule.days),
      about: 'employer',
      rule: 'notice.poster',
      says: 'due.poster',
      inputs,
    },
  ];
}

/** Until when the records of each calendar year must be kept: the day after, the year's last record may go. */
function records(facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const years = reasoning.pack.admin?.recordYears;
  if (years === undefined) return [];
  const drafts: Draft[] = [];
  for (let { year } = dateParts(reasoning.pack.effectiveFrom); yearEndOf(year) <= facts.to; year += 1) {
    const date = addYears(yearEndOf(year), years);
    drafts.push({
      kind: 'records',
      date,
      about: String(year),
      rule: 'records.retention',
      says: 'due.records',
      inputs: { year: String(year), years },
    });
  }
  return drafts;
}

/** What depends on the size; undefined while that is not known, which a size watch says. */
function ifSizeKnown<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function capsOf(facts: ObligationFacts, date: PlainDate, reasoning: Reasoning): EffectiveCaps | undefined {
  return ifSizeKnown(() => {
    const { tier } = sizeOn(facts.employer, reasoning.pack, date, facts.policy);
    return effectiveCaps(reasoning.pack, tier, facts.policy, undefined);
  });
}

function dutyOf(facts: ObligationFacts, reasoning: Reasoning): DutyStart | undefined {
  return ifSizeKnown(() => dutyStart(facts.employer, reasoning.pack, facts.policy));
}

/** The day from which leave must be provided: later for small employers and start-ups. */
function dutyStarts(facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const duty = dutyOf(facts, reasoning);
  if (duty === undefined) return [];
  const inputs = { tier: duty.tier, firstEmployeeDate: facts.employer.firstEmployeeDate ?? null };
  const says = duty.rule === 'duty.start.startUp' ? 'duty.startUp' : 'duty.start';
  return [{ kind: 'dutyStarts', date: duty.date, about: 'employer', rule: duty.rule, says, inputs }];
}

/** The end of each benefit year that is the same for everybody, and the grant that begins the next. */
function yearEnds(facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const { policy, from, to } = facts;
  if (policy?.benefitYear?.type === 'anniversary') return [];
  const frontload = policy?.method === 'frontload';
  const duty = dutyOf(facts, reasoning)?.date ?? reasoning.pack.effectiveFrom;
  return benefitYears(benefitYearRule(policy, undefined), laterDate(from, duty), to).flatMap((year): Draft[] => {
    const caps = capsOf(facts, year.end, reasoning);
    const inputs = { carryover: fraction(caps?.carryover ?? null), frontload: fraction(caps?.frontload ?? null) };
    const ends: Draft = {
      kind: 'yearEnd',
      date: year.end,
      about: year.label,
      rule: 'carryover.cap',
      says: frontload ? 'due.yearEndFrontload' : 'due.yearEnd',
      inputs,
    };
    const grant: Draft = {
      kind: 'frontloadGrant',
      date: laterDate(year.start, duty),
      about: year.label,
      rule: 'frontload.full',
      says: 'due.frontload',
      inputs,
    };
    return frontload ? [grant, ends] : [ends];
  });
}

/** How near the employer is to the weeks that make it larger, and when it got there. */
function sizeWatch(facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const test = reasoning.pack.size.weeksTest;
  const { sizeWatch: watch, employer } = facts;
  if (test === null) return [];
  const reached = Object.entries(employer.weeksReachedOn ?? {}).map(([year, date]): Draft => {
    const inputs = { weeks: test.weeks, threshold: test.atLeast, tier: test.tier };
    return { kind: 'sizeReached', date, about: year, rule: 'size.weeks', says: 'due.sizeReached', inputs };
  });
  if (watch?.latestWeekOf === undefined || watch.latest < test.atLeast) return reached;
  const year = String(dateParts(watch.latestWeekOf).year);
  const done = watch.weeksAtThreshold[year] ?? 0;
  if (done >= test.weeks || sizeOn(employer, reasoning.pack, watch.latestWeekOf, facts.policy).tier === test.tier)
    return reached;
  const inputs = { done, weeks: test.weeks, threshold: test.atLeast, headcount: watch.latest };
  const date = nthWeekAfter(watch.latestWeekOf, test.weeks - done);
  if (String(dateParts(date).year) !== year) return reached;
  return [...reached, { kind: 'sizeWatch', date, about: year, rule: 'size.weeks', says: 'due.sizeWatch', inputs }];
}

/** Monday of the week that completes so many more weeks. */
function nthWeekAfter(date: PlainDate, weeks: number): PlainDate {
  let week = weekOf(date);
  for (let left = weeks; left > 0; left -= 1) week = weekOf(addDays(week, DAYS_PER_WEEK));
  return week;
}

function agreementEnds(facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const rule = reasoning.pack.agreements;
  if (rule === null) return [];
  return (facts.employer.agreements ?? [])
    .filter((each) => unmetConditions(each, rule).length === 0)
    .map((each, index): Draft => {
      const id = each.type === 'cba' ? 'agreement.cba' : 'agreement.contract';
      const inputs = { what: each.name ?? each.type };
      return {
        kind: 'agreementEnds',
        date: endOf(each),
        about: each.name ?? String(index),
        rule: id,
        says: 'due.agreementEnds',
        inputs,
      };
    });
}

function minimumWages(reasoning: Reasoning): readonly Draft[] {
  return (reasoning.pack.pay?.minimumWage ?? []).map(({ from, usd }): Draft => {
    return {
      kind: 'minimumWage',
      date: from,
      about: 'employer',
      rule: 'pay.minimumWage',
      says: 'due.minimumWage',
      inputs: { usd },
    };
  });
}

/** What is due for the employer as a whole. */
export function employerObligations(facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  return [
    ...dutyStarts(facts, reasoning),
    ...poster(reasoning),
    ...records(facts, reasoning),
    ...yearEnds(facts, reasoning),
    ...sizeWatch(facts, reasoning),
    ...agreementEnds(facts, reasoning),
    ...minimumWages(reasoning),
  ];
}
