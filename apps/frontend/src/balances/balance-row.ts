import type { Balance, BalancesPage, EmployerSettings } from '@esta-logic/client';
import { compare, parseRational, type Rational } from '@esta-logic/shared-types';
import { readHours } from '../hours/format-hours.ts';

/** A balance as the page works with it: hours parsed once, status decided once. */
export interface BalanceRow {
  readonly id: string;
  /** Empty when nobody has told the employee's name. */
  readonly name: string;
  readonly hoursWorked: Rational;
  readonly accrued: Rational;
  readonly carriedIn: Rational;
  readonly used: Rational;
  readonly available: Rational;
  /** Empty where the law does not cover the person. */
  readonly usableFrom: string;
  readonly citations: readonly string[];
  readonly useCap: Rational | undefined;
  readonly status: BalanceStatus;
  readonly hireDateAssumed: boolean;
}

/** `waiting`: earned but not usable yet; `atCap`: this year's use cap is reached; `notCovered`: the law leaves the person out. */
export type BalanceStatus = 'usable' | 'waiting' | 'atCap' | 'notCovered';

/** Rows of a page of balances. No law here: caps and dates are the server's, this only compares them with the day asked. */
export function toRows(page: BalancesPage, settings: EmployerSettings | undefined): BalanceRow[] {
  return page.balances.map((balance) => toRow(balance, page, settings));
}

function toRow(balance: Balance, page: BalancesPage, settings: EmployerSettings | undefined): BalanceRow {
  const used = readHours(balance.used);
  // The compliance engine answers null for somebody whom the law does not cover.
  const usableFrom = (balance.usableFrom as string | null) ?? '';
  const useCap = useCapOf(balance, page, settings);
  return {
    id: balance.employee,
    name: balance.name ?? '',
    hoursWorked: readHours(balance.hoursWorked),
    accrued: readHours(balance.accrued),
    carriedIn: readHours(balance.carriedIn),
    used,
    available: readHours(balance.available),
    usableFrom,
    citations: balance.citations,
    useCap,
    status: statusOf(usableFrom, page.asOf, used, useCap),
    hireDateAssumed: balance.hireDateAssumed === true,
  };
}

function statusOf(usableFrom: string, asOf: string, used: Rational, useCap: Rational | undefined): BalanceStatus {
  if (usableFrom === '') return 'notCovered';
  if (usableFrom > asOf) return 'waiting';
  return useCap !== undefined && compare(used, useCap) >= 0 ? 'atCap' : 'usable';
}

/**
 * The cap that the server states for this balance, or else the one of the employer's size. Where the employer chose a
 * cap of its own, which of the two holds is a question of law: then only the server's own answer is shown.
 */
function useCapOf(balance: Balance, page: BalancesPage, settings: EmployerSettings | undefined): Rational | undefined {
  const own = settings?.policy['useCapHours'];
  const stated =
    (balance as Balance & { useCap?: unknown }).useCap ??
    (own === undefined ? page.employer['useCapHours'] : undefined);
  return typeof stated === 'string' ? parseRational(stated) : undefined;
}
