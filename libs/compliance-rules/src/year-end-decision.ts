import type { BenefitYear } from '@esta-logic/accrual-engine';
import { balancesByYear, benefitYearOf, capsOn, closeYear, grantOn } from '@esta-logic/accrual-engine';
import type { PlainDate } from '@esta-logic/shared-types';
import { addDays, toFraction } from '@esta-logic/shared-types';
import type { BalanceFacts, Refused } from './balance-decision.ts';
import { applied, cite, refusing } from './balance-decision.ts';
import { coverageOf } from './facts/coverage.ts';
import { rememberLast } from './facts/remember-last.ts';
import { fraction } from './hours-text.ts';
import { Reasoning } from './reasoning.ts';
import type { RulePack } from './rule-pack.ts';
import type { YearHours } from './year-hours.ts';
import { yearHours } from './year-hours.ts';

/** What one benefit year of one person closes with. */
export interface YearEnd extends YearHours {
  readonly carried: string;
  readonly forfeited: string;
  /** Null where nothing limits what carries over. */
  readonly carryoverCap: string | null;
  /** Granted at the start of the next year; null where leave is earned by the hour. */
  readonly nextGrant: string | null;
  readonly citations: readonly string[];
}

/** The last benefit year that has ended by the end of `through`. */
function lastEnded(rule: Parameters<typeof benefitYearOf>[0], through: PlainDate): BenefitYear {
  const year = benefitYearOf(rule, through);
  return year.end <= through ? year : benefitYearOf(rule, addDays(year.start, -1));
}

const RULES = {
  accrual: ['carryover.cap', 'yearEnd.payout'],
  frontload: ['frontload.full', 'yearEnd.payout'],
} as const;

const citationsOf = rememberLast((pack: RulePack, kind: keyof typeof RULES) => cite(pack, RULES[kind]));

/**
 * The close of the last benefit year that ended by `facts.asOf`: the same numbers as a ledger that runs past it.
 * `yearEnd` is null where there is none: somebody outside the law, or whose hours count only since.
 */
export function yearEndDecision(
  facts: BalanceFacts,
): { readonly ok: true; readonly yearEnd: YearEnd | null; readonly warnings: readonly string[] } | Refused {
  return refusing(() => {
    const reasoning = new Reasoning(facts.pack, facts.language ?? 'en');
    const none = { ok: true as const, yearEnd: null, warnings: reasoning.warnings };
    if (!coverageOf(facts.employee, facts.employer, facts.pack, facts.asOf).covered) return none;
    const { law, input } = applied(facts, reasoning);
    const year = lastEnded(law.rules.benefitYear, facts.asOf);
    if (year.end < law.rules.accrualStart) return none;
    const sums = balancesByYear({ ...input, asOf: year.end }).at(-1);
    if (sums === undefined) return none;
    const { earning, accrualEnd } = law.rules;
    const cap = capsOn(law.rules.caps, year.end).carryover;
    const close = closeYear(sums.balance, cap, earning.kind === 'accrual');
    const goesOn = accrualEnd === null || accrualEnd > year.end;
    const yearEnd: YearEnd = {
      ...yearHours(sums),
      carried: toFraction(close.carried),
      forfeited: toFraction(close.forfeited),
      carryoverCap: fraction(cap),
      nextGrant:
        earning.kind === 'frontload' && goesOn ? fraction(grantOn(earning, addDays(year.end, 1))?.hours ?? null) : null,
      citations: citationsOf(facts.pack, earning.kind),
    };
    return { ok: true as const, yearEnd, warnings: reasoning.warnings };
  });
}
