import type { PlainDate } from '@esta-logic/shared-types';
import { addDays, plainDate, rational, toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccrualRules, BalanceInput, DatedGrant } from './index.ts';
import { balanceAsOf, balancesByYear, ledgerFor } from './index.ts';

const START = plainDate('2025-02-21');
const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whole hours and quarters: a quarter of an hour worked earns 1/120 of an hour, so 1/120 is the naive walk's unit. */
const UNITS = 120;

interface Granted {
  readonly grants: readonly { after: number; hours: number; room: number; expected: number | null }[];
  readonly worked: readonly (readonly [day: number, quarters: number])[];
  readonly used: readonly (readonly [day: number, hours: number])[];
  readonly endAfter: number | null;
  readonly asOfAfter: number;
}

const someDay = fc.integer({ min: 0, max: 1000 });
const granted: fc.Arbitrary<Granted> = fc.record({
  grants: fc
    .array(
      fc.record({
        after: someDay,
        hours: fc.integer({ min: 0, max: 80 }),
        room: fc.integer({ min: 0, max: 40 }),
        expected: fc.option(fc.integer({ min: 0, max: 600 }), { nil: null }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) => {
      const days = new Map(list.map((each) => [each.after, each]));
      return [...days.values()].sort((a, b) => a.after - b.after);
    }),
  worked: fc.array(fc.tuple(someDay, fc.integer({ min: 0, max: 48 })), { maxLength: 150 }),
  used: fc.array(fc.tuple(someDay, fc.integer({ min: 0, max: 24 })), { maxLength: 15 }),
  endAfter: fc.option(someDay, { nil: null }),
  asOfAfter: someDay,
});

function inputOf({ grants, worked, used, endAfter, asOfAfter }: Granted): BalanceInput {
  const dated = grants.map(({ after, hours, room, expected }): DatedGrant => {
    const expectedHours = expected === null ? null : rational(expected);
    return { from: addDays(START, after), hours: rational(hours), expectedHours, mostHours: rational(hours + room) };
  });
  const rules: AccrualRules = {
    hireDate: START,
    accrualStart: START,
    accrualEnd: endAfter === null ? null : addDays(START, endAfter),
    firstUseDate: START,
    benefitYear: { type: 'fixed', start: '01-01' },
    counted: { kind: 'actual' },
    earning: { kind: 'frontload', grants: dated, firstYearHours: null, rate: rational(1, 30) },
    caps: [],
    carryoverReducesAccrual: false,
    openingBalance: rational(0),
  };
  const onDays = (list: Granted['used'], per: number): readonly (readonly [PlainDate, string])[] =>
    list.map(([day, amount]) => [addDays(START, day), `${amount}/${per}`] as const);
  return { rules, days: onDays(worked, 4), uses: onDays(used, 1), asOf: addDays(START, asOfAfter) };
}

/** Walks every day; what was granted and trued up so far in the year only ever rises. */
function naiveBalance({ grants, worked, used, endAfter, asOfAfter }: Granted): number {
  const start = Date.parse(START);
  let [year, count, best, trued, balance] = ['', 0, -1, 0, 0];
  let inForce = grants[0];
  for (let day = 0; day <= asOfAfter; day += 1) {
    const employed = endAfter === null || day <= endAfter;
    const now = iso(start + day * DAY).slice(0, 4);
    const latest = grants.findLast(({ after }) => after <= day) ?? grants[0];
    if (now !== year) {
      [year, count, trued, balance, best] = [now, 0, 0, 0, -1];
      inForce = latest;
      if (employed && latest !== undefined) {
        best = latest.hours;
        balance = latest.hours * UNITS;
      }
    } else if (employed && grants.some(({ after }) => after === day) && latest !== undefined && inForce !== undefined) {
      if (latest.hours > inForce.hours || latest.hours + latest.room > inForce.hours + inForce.room) {
        balance += Math.max(0, latest.hours - best) * UNITS;
        best = Math.max(best, latest.hours);
        inForce = latest;
      }
    }
    balance -= used.filter(([on]) => on === day).reduce((sum, [, hours]) => sum + hours * UNITS, 0);
    if (!employed) continue;
    count += worked.filter(([on]) => on === day).reduce((sum, [, quarters]) => sum + quarters, 0);
    if (inForce === undefined || inForce.expected === null) continue;
    const extra = Math.max(0, count - inForce.expected * 4);
    const total = Math.min(extra, inForce.room * UNITS);
    balance += Math.max(0, total - trued);
    trued = Math.max(trued, total);
  }
  return balance;
}

describe('time granted up front', () => {
  test('rises within a year with the grant, keeps what a closed year began with, and trues up: like a walk over every day', () => {
    fc.assert(
      fc.property(granted, (facts) => {
        const input = inputOf(facts);
        const last = ledgerFor(input).years.at(-1);
        const naive = toFraction(rational(naiveBalance(facts), UNITS));
        expect(toFraction(last?.balance ?? rational(0))).toBe(naive);
      }),
      {
        numRuns: 1000,
        examples: [
          // A grant that leaves more room comes into force the day after the last work.
          [
            {
              grants: [
                { after: 0, hours: 0, room: 0, expected: null },
                { after: 315, hours: 0, room: 1, expected: 0 },
              ],
              worked: [[314, 1]],
              used: [],
              endAfter: null,
              asOfAfter: 315,
            },
          ],
        ],
      },
    );
  });

  test('what a later grant is changes no year before it', () => {
    fc.assert(
      fc.property(granted, fc.integer({ min: 0, max: 80 }), (facts, hours) => {
        const input = inputOf(facts);
        const nextYear = plainDate(`${Number(input.asOf.slice(0, 4)) + 1}-01-01`);
        const { earning } = input.rules;
        if (earning.kind !== 'frontload' || (earning.grants[0]?.from ?? nextYear) >= nextYear) return;
        const later = { from: nextYear, hours: rational(hours), expectedHours: null, mostHours: rational(hours) };
        const grants = [...earning.grants.filter(({ from }) => from < nextYear), later];
        const changed = { ...input, rules: { ...input.rules, earning: { ...earning, grants } }, asOf: nextYear };
        const before = ledgerFor({ ...input, asOf: addDays(nextYear, -1) }).years.map(({ balance }) =>
          toFraction(balance),
        );
        expect(
          ledgerFor(changed)
            .years.slice(0, -1)
            .map(({ balance }) => toFraction(balance)),
        ).toEqual(before);
      }),
    );
  });

  test('sums and ledger agree where the law was the same all along', () => {
    fc.assert(
      fc.property(granted, (facts) => {
        const input = inputOf({ ...facts, grants: facts.grants.slice(0, 1) });
        const sums = balancesByYear(input).map(({ accrued, balance }) => [toFraction(accrued), toFraction(balance)]);
        const walked = ledgerFor(input).years.map(({ accrued, balance }) => [toFraction(accrued), toFraction(balance)]);
        expect(sums).toEqual(walked);
        expect(balanceAsOf(input).available.n).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
