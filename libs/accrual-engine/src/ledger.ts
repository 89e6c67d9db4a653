import { ZERO } from '@esta-logic/shared-types';
import type { BalanceInput } from './balance-input.ts';
import { benefitYears } from './benefit-year.ts';
import { happenings } from './happenings.ts';
import type { Ledger, LedgerAuthority, LedgerEntry, LedgerYear } from './ledger-entry.ts';
import { YearWalk } from './year-walk.ts';

/** Every change of a balance from the first counted day to `asOf`, year by year, each with its authority. */
export function ledgerFor(input: BalanceInput, authority?: LedgerAuthority): Ledger {
  const { rules, asOf } = input;
  if (asOf < rules.accrualStart) return { entries: [], years: [] };
  const all = happenings(input);
  const entries: LedgerEntry[] = [];
  const years: LedgerYear[] = [];
  let carriedIn = rules.openingBalance;
  let next = 0;
  for (const year of benefitYears(rules.benefitYear, rules.accrualStart, asOf)) {
    const walk = new YearWalk(rules, authority, year, carriedIn, asOf);
    for (let event = all[next]; event !== undefined && event.date <= year.end; event = all[++next]) walk.take(event);
    const closed = walk.finish(year.end < asOf);
    entries.push(...walk.entries);
    years.push(closed);
    carriedIn = closed.carriedOut ?? ZERO;
  }
  return { entries, years };
}
