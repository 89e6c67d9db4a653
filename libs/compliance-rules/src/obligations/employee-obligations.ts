import { addDays, laterDate, toFraction, type PlainDate } from '@esta-logic/shared-types';
import { benefitYears } from '@esta-logic/accrual-engine';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import { adultFrom, coverageOf } from '../facts/coverage.ts';
import { dutyStart } from '../facts/duty-start.ts';
import { effectiveCaps } from '../facts/effective-caps.ts';
import { sizeOn } from '../facts/employer-size.ts';
import { frontloadGrant } from '../facts/frontload-grant.ts';
import { rehireWindowEnd } from '../facts/rehire-window.ts';
import { waitFor } from '../facts/waiting-period.ts';
import type { Reasoning } from '../reasoning.ts';
import type { Draft, KnownEmployee, ObligationFacts } from './obligation.ts';

type Hired = KnownEmployee & { readonly hireDate: PlainDate };

function writtenNotice(employee: Hired, reasoning: Reasoning): readonly Draft[] {
  const rule = reasoning.pack.admin?.writtenNotice ?? null;
  if (rule === null) return [];
  const date = laterDate(employee.hireDate, addDays(rule.from, rule.days));
  const inputs = { hireDate: employee.hireDate };
  return [
    {
      kind: 'writtenNotice',
      date,
      about: employee.id,
      rule: 'notice.written',
      says: 'due.writtenNotice',
      inputs,
      employee,
    },
  ];
}

function waitEnds(employee: Hired, facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const wait = waitFor(employee.hireDate, countedFrom(employee, facts, reasoning), facts.policy, reasoning);
  if (wait.days === 0) return [];
  const inputs = { days: wait.days };
  return [
    {
      kind: 'waitEnds',
      date: wait.firstUseDate,
      about: employee.id,
      rule: 'waiting.period',
      says: 'due.waitEnds',
      inputs,
      employee,
    },
  ];
}

function turnsAdult(employee: Hired, reasoning: Reasoning): readonly Draft[] {
  const date = adultFrom(employee, reasoning.pack);
  if (date === null || date <= employee.hireDate) return [];
  return [
    {
      kind: 'turnsAdult',
      date,
      about: employee.id,
      rule: 'coverage.youth',
      says: 'due.turnsAdult',
      inputs: {},
      employee,
    },
  ];
}

function rehireWindow(employee: Hired, reasoning: Reasoning): readonly Draft[] {
  const rule = reasoning.pack.reinstatement;
  const { separationDate, paidOut = false } = employee;
  if (rule === null || separationDate === undefined || (rule.unlessPaidOut && paidOut)) return [];
  const inputs = { separated: separationDate };
  return [
    {
      kind: 'rehireWindow',
      date: rehireWindowEnd(rule, separationDate),
      about: employee.id,
      rule: 'rehire.window',
      says: 'due.rehireWindow',
      inputs,
      employee,
    },
  ];
}

/** First day whose hours count: the duty of the employer may begin after the hire. */
function countedFrom(employee: Hired, facts: ObligationFacts, reasoning: Reasoning): PlainDate {
  return laterDate(dutyStart(facts.employer, reasoning.pack, facts.policy).date, employee.hireDate);
}

/** Years that begin with the hire date end on another day for each person. */
function anniversaryYearEnds(employee: Hired, facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  if (facts.policy?.benefitYear?.type !== 'anniversary') return [];
  const frontloads = facts.policy.method === 'frontload';
  const rule = benefitYearRule(facts.policy, employee.hireDate);
  const from = laterDate(facts.from, countedFrom(employee, facts, reasoning));
  return benefitYears(rule, from, facts.to).map(({ end }): Draft => {
    return {
      kind: 'yearEnd',
      date: end,
      about: employee.id,
      rule: frontloads ? 'frontload.full' : 'carryover.cap',
      says: frontloads ? 'due.yearEndFrontloadOf' : 'due.yearEndOf',
      inputs: {},
      employee,
    };
  });
}

/** Time granted up front to one person: at the hire within a year that all share, or each year that begins with the hire date. */
function grants(employee: Hired, facts: ObligationFacts, reasoning: Reasoning): readonly Draft[] {
  const { employer, policy } = facts;
  if (policy?.method !== 'frontload') return [];
  const first = countedFrom(employee, facts, reasoning);
  const years = benefitYears(benefitYearRule(policy, employee.hireDate), first, laterDate(first, facts.to));
  const own = policy.benefitYear?.type === 'anniversary' ? years : years.slice(0, 1);
  return own
    .filter(({ start }) => policy.benefitYear?.type === 'anniversary' || (first === employee.hireDate && first > start))
    .map(({ start, label }): Draft => {
      const date = laterDate(start, first);
      const { tier } = sizeOn(employer, reasoning.pack, date, policy);
      const { hours } = frontloadGrant(
        effectiveCaps(reasoning.pack, tier, policy, employee),
        employee,
        policy,
        reasoning,
      );
      return {
        kind: 'frontloadGrant',
        date,
        about: `${employee.id}/${label}`,
        rule: 'frontload.full',
        says: 'due.frontloadOf',
        inputs: { frontload: toFraction(hours) },
        employee,
      };
    });
}

/** What is due for one person; nothing for somebody without a hire date or outside the law, and little after a separation. */
export function employeeObligations(
  employee: KnownEmployee,
  facts: ObligationFacts,
  reasoning: Reasoning,
): readonly Draft[] {
  const { hireDate } = employee;
  if (hireDate === undefined) return [];
  const hired = { ...employee, hireDate };
  if (!coverageOf(employee, facts.employer, reasoning.pack, facts.to).covered) return [];
  const whileEmployed = [
    ...writtenNotice(hired, reasoning),
    ...waitEnds(hired, facts, reasoning),
    ...turnsAdult(hired, reasoning),
    ...grants(hired, facts, reasoning),
    ...anniversaryYearEnds(hired, facts, reasoning),
  ].filter(({ date }) => employee.separationDate === undefined || date <= employee.separationDate);
  return [...whileEmployed, ...rehireWindow(hired, reasoning)];
}
