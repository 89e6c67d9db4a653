import type { Refused } from '../balance-decision.ts';
import { refusing } from '../balance-decision.ts';
import { Reasoning } from '../reasoning.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import { employeeObligations } from './employee-obligations.ts';
import { employerObligations } from './employer-obligations.ts';
import type { Obligation, ObligationFacts } from './obligation.ts';
import { obligation } from './obligation.ts';

export interface ObligationOptions {
  readonly language?: Language;
  /** `employees` leaves out what is about the employer as a whole, as on the second page of many people. */
  readonly only?: 'employees';
}

/**
 * What an employer has to do or to know between two days, both included, in the order of the days.
 * Records that must be kept and notices that were due before are not repeated: ask from an earlier day to see them.
 */
export function obligationsBetween(
  facts: ObligationFacts,
  pack: RulePack,
  { language = 'en', only }: ObligationOptions = {},
): { readonly ok: true; readonly obligations: readonly Obligation[]; readonly warnings: readonly string[] } | Refused {
  return refusing(() => {
    const reasoning = new Reasoning(pack, language);
    const drafts = [
      ...(only === 'employees' ? [] : employerObligations(facts, reasoning)),
      ...facts.employees.flatMap((employee) => employeeObligations(employee, facts, reasoning)),
    ];
    const within = drafts.filter(({ date }) => date >= facts.from && date <= facts.to);
    const obligations = within.map((draft) => obligation(draft, reasoning));
    obligations.sort((a, b) => (a.date === b.date ? compareText(a.id, b.id) : compareText(a.date, b.date)));
    return { ok: true as const, obligations, warnings: reasoning.warnings };
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
