import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, isNegative, min, negate, sub } from '@esta-logic/shared-types';

/**
 * The four limits a sick-leave law can set, in hours; null where it sets none.
 * They are different things: Michigan limits use and carryover and never accrual; other states limit accrual or balance.
 */
export interface Caps {
  readonly accrualPerYear: Rational | null;
  readonly balance: Rational | null;
  readonly usePerYear: Rational | null;
  readonly carryover: Rational | null;
}

/** Caps in force from a day on, as when an employer grows past a threshold in the middle of a year. */
export interface DatedCaps<C extends Caps = Caps> {
  readonly from: PlainDate;
  readonly caps: C;
}

export const NO_CAPS: Caps = { accrualPerYear: null, balance: null, usePerYear: null, carryover: null };

/** The caps on a day; before the first date the first ones, because a law's caps exist before anybody reaches them. */
export function capsOn(schedule: readonly DatedCaps[], date: PlainDate): Caps {
  let found = schedule[0]?.caps ?? NO_CAPS;
  for (let index = 1; index < schedule.length; index += 1) {
    const dated = schedule[index]!;
    if (dated.from > date) break;
    found = dated.caps;
  }
  return found;
}

export function capped(value: Rational, cap: Rational | null): Rational {
  return cap === null ? value : min(value, cap);
}

/** What happens to a balance when its year closes; `carried + forfeited - forgiven` is the balance. */
export interface YearClose {
  readonly carried: Rational;
  readonly forfeited: Rational;
  /** Leave granted beyond the balance: a debt is not carried into the next year. */
  readonly forgiven: Rational;
}

/** `carries` is false where the year's leave was granted up front and nothing needs to be carried. */
export function closeYear(balance: Rational, carryoverCap: Rational | null, carries: boolean): YearClose {
  if (isNegative(balance)) return { carried: ZERO, forfeited: ZERO, forgiven: negate(balance) };
  const carried = carries ? capped(balance, carryoverCap) : ZERO;
  return { carried, forfeited: carried === balance ? ZERO : sub(balance, carried), forgiven: ZERO };
}
