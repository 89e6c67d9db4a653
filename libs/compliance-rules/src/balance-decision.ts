import type { Adjustment, BalanceInput, DayHours, Ledger, LedgerAuthority } from '@esta-logic/accrual-engine';
import { balanceAsOf, ledgerFor } from '@esta-logic/accrual-engine';
import type { Employee, Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import { toFraction } from '@esta-logic/shared-types';
import type { AppliedLaw } from './facts/accrual-rules-for.ts';
import { accrualRulesFor } from './facts/accrual-rules-for.ts';
import { coverageOf } from './facts/coverage.ts';
import type { JoinedEmployment } from './facts/employments.ts';
import { joinEmployments } from './facts/employments.ts';
import type { LateReport } from './facts/late-reports.ts';
import { lateCorrections } from './facts/late-reports.ts';
import { fraction } from './hours-text.ts';
import { Reasoning } from './reasoning.ts';
import type { RefusalCode } from './refusal.ts';
import { Refusal } from './refusal.ts';
import type { RulePack } from './rule-pack.ts';
import { citationOf, packVersion } from './rule-pack.ts';
import type { Language } from './sentences/sentence.ts';

/** One employee's facts and records; `days` and `uses` in date order, hours as exact text. */
export interface BalanceFacts {
  readonly employer: Employer;
  readonly policy?: Policy;
  readonly employee: Employee;
  readonly days: readonly DayHours[];
  readonly uses: readonly DayHours[];
  readonly adjustments?: readonly Adjustment[];
  /** Days reported after their year was closed; they are not among `days` and `uses`. */
  readonly late?: readonly LateReport[];
  readonly asOf: PlainDate;
  readonly pack: RulePack;
  readonly language?: Language;
}

/** Where one employee stands in the benefit year that holds `asOf`; hours are exact text such as `"77/6"`. */
export interface BalanceResult {
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: string;
  readonly used: string;
  /** Reinstatements and corrections: `carriedIn + accrued + adjusted - used` is the balance. */
  readonly adjusted: string;
  /** What may still be used on `asOf`: nothing before the wait ends, then the balance within the year's limit on use. */
  readonly available: string;
  /** Null where the law does not cover the person. */
  readonly usableFrom: PlainDate | null;
  /** The year's limit on use, the policy considered; null where there is none. */
  readonly useCap: string | null;
  /** `MCL 408.963 (accrual.rate)`: the section and the rule of the pack. */
  readonly citations: readonly string[];
}

export type Refused = { readonly ok: false; readonly code: RefusalCode; readonly message: string };
export type BalanceDecision =
  { readonly ok: true; readonly result: BalanceResult; readonly warnings: readonly string[] } | Refused;

export function cite(pack: RulePack, rules: readonly string[]): readonly string[] {
  return rules.map((rule) => `${citationOf(pack, rule)} (${rule})`);
}

function rulesUsed(law: AppliedLaw, usesCap: boolean): readonly string[] {
  const counted = law.rules.counted.kind === 'assumed' ? 'hours.exempt' : 'hours.counted';
  const earned = law.rules.earning.kind === 'accrual' ? 'accrual.rate' : 'frontload.full';
  const waits = law.wait.days > 0 ? ['waiting.period'] : [];
  return [law.duty.rule, counted, earned, ...waits, 'carryover.cap', ...(usesCap ? ['use.cap'] : [])];
}

/** Runs something that may refuse, and gives its refusal as a value. */
export function refusing<T>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function notCovered(pack: RulePack, rule: string, reasoning: Reasoning): BalanceDecision {
  const result = {
    hoursWorked: '0',
    accrued: '0',
    carriedIn: '0',
    used: '0',
    adjusted: '0',
    available: '0',
    usableFrom: null,
    useCap: null,
    citations: cite(pack, [rule]),
  };
  return { ok: true, result, warnings: reasoning.warnings };
}

interface Applied {
  readonly law: AppliedLaw;
  readonly input: BalanceInput;
}

/** The law applied to the employment that counts on `asOf`, with what the records add. */
export function applied(facts: BalanceFacts, reasoning: Reasoning): Applied {
  const { employer, policy, days, uses, asOf, pack } = facts;
  const inputFor = ({ employee, adjustments: bridged, breaks }: JoinedEmployment, on: PlainDate): Applied => {
    const law = accrualRulesFor({ employer, policy, employee }, on, reasoning);
    const rules = breaks.length === 0 ? law.rules : { ...law.rules, breaks };
    return { law, input: { rules, days, uses, adjustments: [...bridged, ...(facts.adjustments ?? [])], asOf: on } };
  };
  const joined = joinEmployments(
    facts.employee,
    pack,
    asOf,
    (during, on) => balanceAsOf(inputFor(during, on).input).balance,
  );
  const found = inputFor(joined, asOf);
  if (facts.late === undefined || facts.late.length === 0) return found;
  const corrections = lateCorrections(found.input, facts.late, pack);
  const all = [...(found.input.adjustments ?? []), ...corrections];
  return { ...found, input: { ...found.input, adjustments: all } };
}

/** What `esta balances` says of one employee; the same rules and arithmetic as every other decision. */
export function balanceDecision(facts: BalanceFacts): BalanceDecision {
  const { employer, employee, asOf, pack } = facts;
  return refusing((): BalanceDecision => {
    const reasoning = new Reasoning(pack, facts.language ?? 'en');
    const coverage = coverageOf(employee, employer, pack, asOf);
    if (!coverage.covered) return notCovered(pack, coverage.rule, reasoning);
    const { law, input } = applied(facts, reasoning);
    const balance = balanceAsOf(input);
    const result: BalanceResult = {
      hoursWorked: toFraction(balance.hoursWorked),
      accrued: toFraction(balance.accrued),
      carriedIn: toFraction(balance.carriedIn),
      used: toFraction(balance.used),
      adjusted: toFraction(balance.adjusted),
      available: toFraction(balance.available),
      usableFrom: law.rules.firstUseDate,
      useCap: fraction(balance.useCap),
      citations: cite(pack, rulesUsed(law, balance.useCap !== null)),
    };
    return { ok: true, result, warnings: reasoning.warnings };
  });
}

const KIND_RULES = {
  accrual: 'accrual.rate',
  carryover: 'carryover.cap',
  use: 'use.asAccrued',
  frontload: 'frontload.full',
  trueUp: 'frontload.partTime',
  reinstatement: 'rehire.window',
  adjustment: 'floor',
  forfeiture: 'carryover.cap',
} as const;

/** The citation of each kind of ledger entry under a pack. */
export function ledgerAuthority(pack: RulePack): LedgerAuthority {
  const of = (kind: keyof typeof KIND_RULES): { rule: string; citation: string } => {
    const rule = KIND_RULES[kind];
    return { rule, citation: citationOf(pack, rule) };
  };
  return {
    pack: packVersion(pack),
    byKind: {
      accrual: of('accrual'),
      carryover: of('carryover'),
      use: of('use'),
      frontload: of('frontload'),
      trueUp: of('trueUp'),
      reinstatement: of('reinstatement'),
      adjustment: of('adjustment'),
      forfeiture: of('forfeiture'),
    },
  };
}

/** Every entry behind a balance, each with its citation; refuses like {@link balanceDecision}. */
export function ledgerDecision(
  facts: BalanceFacts,
): { readonly ok: true; readonly ledger: Ledger; readonly warnings: readonly string[] } | Refused {
  const { employer, employee, asOf, pack } = facts;
  return refusing(() => {
    const reasoning = new Reasoning(pack, facts.language ?? 'en');
    const covered = coverageOf(employee, employer, pack, asOf).covered;
    if (!covered) return { ok: true as const, ledger: { entries: [], years: [] }, warnings: reasoning.warnings };
    const ledger = ledgerFor(applied(facts, reasoning).input, ledgerAuthority(pack));
    return { ok: true as const, ledger, warnings: reasoning.warnings };
  });
}
