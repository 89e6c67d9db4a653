import type { UseLimit } from '@esta-logic/accrual-engine';

/** The numbers of limits, by which plans know them. */
export const ALL_GRANTED = 0;
export const BY_BALANCE = 1;
export const BY_USE_CAP = 2;
export const BY_WAIT = 3;

const LIMITS: readonly (UseLimit | null)[] = [null, 'balance', 'annualUseCap', 'waitingPeriod'];

/** What decides the shape of a row beside its ground; its number is the limit's, and {@link CARRIES} more where hours were carried in. */
export interface Outcome {
  readonly limitedBy: UseLimit | null;
  /** True where hours were carried in: they follow as the next hours of the row. */
  readonly carries: boolean;
}

export const CARRIES = LIMITS.length;
export const OUTCOMES = 2 * LIMITS.length;

export function outcomeOf(number: number): Outcome {
  return { limitedBy: LIMITS[number % CARRIES] ?? null, carries: number >= CARRIES };
}
