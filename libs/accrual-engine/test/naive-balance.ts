/**
 * An independent, slow reference: it walks every calendar day with the ECMAScript calendar and unreduced BigInt fractions,
 * and shares no code with the package. Where it and the package disagree, one of them is wrong.
 */
export type Fraction = readonly [n: bigint, d: bigint];

export interface NaiveCase {
  readonly accrualStart: string;
  readonly accrualEnd: string | null;
  readonly asOf: string;
  /** `MM-DD` on which each benefit year starts. */
  readonly yearStart: string;
  readonly rate: Fraction;
  readonly useCap: Fraction | null;
  readonly carryoverCap: Fraction | null;
  readonly accrualCap: Fraction | null;
  readonly balanceCap: Fraction | null;
  readonly carryoverReducesAccrual: boolean;
  readonly firstUseDate: string;
  readonly days: readonly (readonly [string, Fraction])[];
  readonly uses: readonly (readonly [string, Fraction])[];
}

export interface NaiveBalance {
  hoursWorked: Fraction;
  accrued: Fraction;
  carriedIn: Fraction;
  used: Fraction;
  balance: Fraction;
  available: Fraction;
}

const ZERO: Fraction = [0n, 1n];
const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const minus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] - b[0] * a[1], a[1] * b[1]];
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
const less = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
const least = (a: Fraction, b: Fraction | null): Fraction => (b === null || less(a, b) ? a : b);
const atLeastZero = (a: Fraction): Fraction => (less(a, ZERO) ? ZERO : a);

/** Keeps numbers from growing without bound over years of days. */
function shrink([n, d]: Fraction): Fraction {
  let a = n < 0n ? -n : n;
  let b = d;
  while (b > 0n) [a, b] = [b, a % b];
  return [n / a, d / a];
}

function* everyDay(from: string, to: string): Generator<string> {
  for (
    const day = new Date(`${from}T00:00:00Z`);
    day.toISOString().slice(0, 10) <= to;
    day.setUTCDate(day.getUTCDate() + 1)
  ) {
    yield day.toISOString().slice(0, 10);
  }
}

function sumOn(entries: readonly (readonly [string, Fraction])[], date: string): Fraction {
  return entries.filter(([on]) => on === date).reduce((sum, [, hours]) => plus(sum, hours), ZERO);
}

function accrueDay(input: NaiveCase, now: NaiveBalance, hours: Fraction): void {
  now.hoursWorked = shrink(plus(now.hoursWorked, hours));
  let gain = times(hours, input.rate);
  if (input.accrualCap !== null) {
    const already = input.carryoverReducesAccrual ? plus(now.accrued, now.carriedIn) : now.accrued;
    gain = least(gain, atLeastZero(minus(input.accrualCap, already)));
  }
  if (input.balanceCap !== null) gain = least(gain, atLeastZero(minus(input.balanceCap, now.balance)));
  now.accrued = shrink(plus(now.accrued, gain));
  now.balance = shrink(plus(now.balance, gain));
}

export function naiveBalance(input: NaiveCase): NaiveBalance {
  let now: NaiveBalance = {
    hoursWorked: ZERO,
    accrued: ZERO,
    carriedIn: ZERO,
    used: ZERO,
    balance: ZERO,
    available: ZERO,
  };
  for (const date of everyDay(input.accrualStart, input.asOf)) {
    if (date.slice(5) === input.yearStart && date !== input.accrualStart) {
      const carriedIn = least(atLeastZero(now.balance), input.carryoverCap);
      now = { hoursWorked: ZERO, accrued: ZERO, carriedIn, used: ZERO, balance: carriedIn, available: ZERO };
    }
    const used = sumOn(input.uses, date);
    now.used = shrink(plus(now.used, used));
    now.balance = shrink(minus(now.balance, used));
    if (input.accrualEnd === null || date <= input.accrualEnd) accrueDay(input, now, sumOn(input.days, date));
  }
  const left = input.useCap === null ? null : atLeastZero(minus(input.useCap, now.used));
  now.available = input.asOf < input.firstUseDate ? ZERO : least(atLeastZero(now.balance), left);
  return now;
}
