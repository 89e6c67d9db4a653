import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, compare, max, min, sub } from '@esta-logic/shared-types';

/** Why no more may be used: the wait is not over, the yearly limit on use, or the balance itself. */
export type UseLimit = 'waitingPeriod' | 'annualUseCap' | 'balance';

/** Where a person stands on a day. */
export interface UseStanding {
  readonly date: PlainDate;
  readonly firstUseDate: PlainDate;
  readonly balance: Rational;
  readonly usedThisYear: Rational;
  /** Null where use is not limited. */
  readonly useCap: Rational | null;
}

/** Hours that may be used, and the limit that would stop one more. */
export interface Usable {
  readonly hours: Rational;
  readonly boundBy: UseLimit;
}

export function usableOn(standing: UseStanding): Usable {
  if (standing.date < standing.firstUseDate) return { hours: ZERO, boundBy: 'waitingPeriod' };
  const balance = max(ZERO, standing.balance);
  if (standing.useCap === null) return { hours: balance, boundBy: 'balance' };
  const left = max(ZERO, sub(standing.useCap, standing.usedThisYear));
  return { hours: min(balance, left), boundBy: compare(left, balance) < 0 ? 'annualUseCap' : 'balance' };
}

/** Answer to a request: `limitedBy` is null when all of it is granted. */
export interface Grant {
  readonly granted: Rational;
  readonly denied: Rational;
  readonly limitedBy: UseLimit | null;
}

export function grant(standing: UseStanding, requested: Rational): Grant {
  const usable = usableOn(standing);
  const granted = min(requested, usable.hours);
  return {
    granted,
    denied: sub(requested, granted),
    limitedBy: compare(granted, requested) < 0 ? usable.boundBy : null,
  };
}
