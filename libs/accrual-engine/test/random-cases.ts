import type { Rational } from '@esta-logic/shared-types';
import { addDays, parseRational, plainDate, rational } from '@esta-logic/shared-types';
import fc from 'fast-check';
import type { AccrualRules, BalanceInput } from '../src/index.ts';
import type { Fraction, NaiveCase } from './naive-balance.ts';

/** Hours as people record them: quarters, minutes, tenths, hundredths, and fractions that no tick fits. */
const hoursText = fc.oneof(
  fc.integer({ min: 0, max: 48 }).map((quarters) => `${quarters}/4`),
  fc.integer({ min: 0, max: 720 }).map((minutes) => `${minutes}/60`),
  fc.integer({ min: 0, max: 1200 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  fc.integer({ min: 0, max: 84 }).map((sevenths) => `${sevenths}/7`),
);

const firstDay = plainDate('2025-02-21');
const cap = fc.option(fc.integer({ min: 0, max: 90 }), { nil: null });
const date = (maxDays: number): fc.Arbitrary<string> =>
  fc.integer({ min: -60, max: maxDays }).map((days) => addDays(firstDay, days));
const entries = (size: number): fc.Arbitrary<readonly (readonly [string, string])[]> =>
  fc
    .array(fc.tuple(date(1100), hoursText), { maxLength: size })
    .map((list) => [...list].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

const shape = fc.record({
  hire: date(500),
  endAfter: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
  waitDays: fc.integer({ min: 0, max: 150 }),
  asOfAfter: fc.integer({ min: -10, max: 1100 }),
  yearType: fc.constantFrom('calendar', 'fiscal', 'anniversary'),
  rate: fc.constantFrom<readonly [number, number]>([1, 30], [1, 40], [1, 26], [3, 87]),
  useCap: cap,
  carryoverCap: cap,
  accrualCap: cap,
  balanceCap: cap,
  carryoverReducesAccrual: fc.boolean(),
  days: entries(200),
  uses: entries(25),
});

export type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

export interface RandomCase {
  readonly input: BalanceInput;
  readonly naive: NaiveCase;
}

const capOf = (hours: number | null): Rational | null => (hours === null ? null : rational(hours));
const capFraction = (hours: number | null): Fraction | null => (hours === null ? null : [BigInt(hours), 1n]);
export const fraction = (text: string): Fraction => {
  const value = parseRational(text) ?? rational(0);
  return [BigInt(value.n), BigInt(value.d)];
};
const fractions = (list: readonly (readonly [string, string])[]): NaiveCase['days'] =>
  list.map(([on, hours]) => [on, fraction(hours)] as const);

function rulesOf(s: Shape): AccrualRules {
  const hireDate = plainDate(s.hire);
  const start = hireDate < firstDay ? firstDay : hireDate;
  const caps = {
    accrualPerYear: capOf(s.accrualCap),
    balance: capOf(s.balanceCap),
    usePerYear: capOf(s.useCap),
    carryover: capOf(s.carryoverCap),
  };
  return {
    hireDate,
    accrualStart: start,
    accrualEnd: s.endAfter === null ? null : addDays(start, s.endAfter),
    firstUseDate: addDays(hireDate, s.waitDays),
    benefitYear:
      s.yearType === 'anniversary'
        ? { type: 'anniversary', hireDate }
        : { type: 'fixed', start: s.yearType === 'fiscal' ? '07-01' : '01-01' },
    counted: { kind: 'actual' },
    earning: { kind: 'accrual', rate: rational(...s.rate) },
    caps: [{ from: firstDay, caps }],
    carryoverReducesAccrual: s.carryoverReducesAccrual,
    openingBalance: rational(0),
  };
}

function caseOf(s: Shape): RandomCase {
  const rules = rulesOf(s);
  const asOf = addDays(rules.accrualStart, s.asOfAfter);
  const hireDay = s.hire.slice(5);
  return {
    input: { rules, days: s.days, uses: s.uses, asOf },
    naive: {
      accrualStart: rules.accrualStart,
      accrualEnd: rules.accrualEnd,
      asOf,
      yearStart: s.yearType === 'calendar' ? '01-01' : s.yearType === 'fiscal' ? '07-01' : hireDay,
      rate: [BigInt(s.rate[0]), BigInt(s.rate[1])],
      useCap: capFraction(s.useCap),
      carryoverCap: capFraction(s.carryoverCap),
      accrualCap: capFraction(s.accrualCap),
      balanceCap: capFraction(s.balanceCap),
      carryoverReducesAccrual: s.carryoverReducesAccrual,
      firstUseDate: rules.firstUseDate,
      days: fractions(s.days),
      uses: fractions(s.uses),
    },
  };
}

/** A random law, policy and person with up to three years of work; no year starts on 29 February, which the naive walk cannot tell. */
export const randomCase: fc.Arbitrary<RandomCase> = shape.filter((s) => s.hire.slice(5) !== '02-29').map(caseOf);
