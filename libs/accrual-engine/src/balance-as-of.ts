import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, sub } from '@esta-logic/shared-types';
import type { AccrualRules } from './accrual-rules.ts';
import { countedDays } from './assumed-week.ts';
import type { BenefitYear } from './benefit-year.ts';
import { benefitYearOf, benefitYears } from './benefit-year.ts';
import { capsOn, closeYear } from './caps.ts';
import { accrualRoom, earnedBy, grantsIn, spanOf } from './earned.ts';
import type { BalanceInput } from './balance-input.ts';
import { lastWorkedDay } from './balance-input.ts';
import { ledgerFor } from './ledger.ts';
import { sumsByYear } from './sums-by-year.ts';
import type { UseLimit } from './usable.ts';
import { usableOn } from './usable.ts';
import type { DayHours } from './worked-days.ts';

/** Where one person stands in the benefit year that holds `asOf`; all hours exact. */
export interface Balance {
  readonly year: BenefitYear;
  readonly hoursWorked: Rational;
  readonly accrued: Rational;
  readonly carriedIn: Rational;
  readonly used: Rational;
  readonly adjusted: Rational;
  /** `carriedIn + accrued + adjusted - used`; below zero where more was granted than earned. */
  readonly balance: Rational;
  readonly useCap: Rational | null;
  /** What may still be used on `asOf`. */
  readonly available: Rational;
  readonly boundBy: UseLimit;
}

/** Reinstatements and corrections as entries of hours; most people have none. */
function adjustedDays({ adjustments = [] }: BalanceInput): readonly DayHours[] {
  return adjustments.map(({ date, hours }) => [date, hours] as const);
}

interface YearSums {
  readonly worked: readonly Rational[];
  readonly used: readonly Rational[];
  readonly adjusted: readonly Rational[];
}

function sums(input: BalanceInput, years: readonly BenefitYear[]): YearSums {
  const { rules, asOf } = input;
  return {
    worked: sumsByYear(countedDays(rules, input.days, asOf), years, rules.accrualStart, lastWorkedDay(rules, asOf)),
    used: sumsByYear(input.uses, years, rules.accrualStart, asOf),
    adjusted: sumsByYear(adjustedDays(input), years, rules.accrualStart, asOf),
  };
}

type YearPart = Pick<Balance, 'hoursWorked' | 'accrued' | 'carriedIn' | 'used' | 'adjusted' | 'balance'>;

/** Adds up one year; correct only where no cap on the balance makes the order of events matter. */
function yearPart(
  rules: AccrualRules,
  year: BenefitYear,
  carriedIn: Rational,
  from: YearSums,
  index: number,
  asOf: PlainDate,
): YearPart {
  const hoursWorked = from.worked[index] ?? ZERO;
  const used = from.used[index] ?? ZERO;
  const adjusted = from.adjusted[index] ?? ZERO;
  const room = accrualRoom(rules, capsOn(rules.caps, year.start), carriedIn);
  const span = spanOf(rules, year, asOf);
  let accrued = earnedBy(rules, hoursWorked, room, span);
  for (const { hours } of grantsIn(rules, year, span)) accrued = add(accrued, hours);
  return {
    hoursWorked,
    accrued,
    carriedIn,
    used,
    adjusted,
    balance: sub(add(add(carriedIn, accrued), adjusted), used),
  };
}

function standing(rules: AccrualRules, year: BenefitYear, part: YearPart, asOf: PlainDate): Balance {
  const useCap = capsOn(rules.caps, asOf).usePerYear;
  const usable = usableOn({
    date: asOf,
    firstUseDate: rules.firstUseDate,
    balance: part.balance,
    usedThisYear: part.used,
    useCap,
  });
  return { year, ...part, useCap, available: usable.hours, boundBy: usable.boundBy };
}

const NOTHING: YearPart = {
  hoursWorked: ZERO,
  accrued: ZERO,
  carriedIn: ZERO,
  used: ZERO,
  adjusted: ZERO,
  balance: ZERO,
};

/** One year of a balance: its closing sums, or its sums so far. */
export type YearBalance = YearPart & { readonly year: BenefitYear };

/** Sums of every benefit year from the first counted day to `asOf`, fast unless the law caps the balance itself. */
export function balancesByYear(input: BalanceInput): readonly YearBalance[] {
  const { rules, asOf } = input;
  if (asOf < rules.accrualStart) return [];
  if (rules.caps.some(({ caps }) => caps.balance !== null)) return ledgerFor(input).years;
  const years = benefitYears(rules.benefitYear, rules.accrualStart, asOf);
  const byYear = sums(input, years);
  let carriedIn = rules.openingBalance;
  return years.map((year, index) => {
    const part = yearPart(rules, year, carriedIn, byYear, index, asOf);
    carriedIn = closeYear(
      part.balance,
      capsOn(rules.caps, year.end).carryover,
      rules.earning.kind === 'accrual',
    ).carried;
    return { year, ...part };
  });
}

/** What may be used on `asOf` of the balance of the year that holds it; undefined stands for a year before any counted day. */
export function standingOf(rules: AccrualRules, current: YearBalance | undefined, asOf: PlainDate): Balance {
  return standing(rules, current?.year ?? benefitYearOf(rules.benefitYear, asOf), current ?? NOTHING, asOf);
}

/**
 * Numbers only, fast: integers are summed per year, then there are a few rational operations per year.
 * Agrees with the last year of {@link ledgerFor} to the last fraction; a law with a cap on the balance goes through the ledger.
 */
export function balanceAsOf(input: BalanceInput): Balance {
  return standingOf(input.rules, balancesByYear(input).at(-1), input.asOf);
}
