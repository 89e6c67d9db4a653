import type { BenefitYearPolicy, Employer, HoursText, PlainDate, Policy } from '@esta-logic/shared-types';
import { addDays, compare, parseRational, plainDate, rational, toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NaivePerson } from '../test/naive-michigan.ts';
import { naiveMichigan } from '../test/naive-michigan.ts';
import type { BalanceFacts, BalanceResult } from './index.ts';
import { balanceDecision, ledgerDecision, michigan2025, packVersion } from './index.ts';

const YEARS: readonly (readonly [BenefitYearPolicy, string])[] = [
  [{ type: 'calendar' }, '01-01'],
  [{ type: 'fiscal', start: '07-01' }, '07-01'],
  [{ type: 'anniversary' }, 'hire'],
];

const hours = (minutes: number): string => toFraction(rational(minutes, 60));
const leave = (seconds: number): string => toFraction(rational(seconds, 3600));

function factsOf(person: NaivePerson, benefitYear: BenefitYearPolicy): BalanceFacts {
  const entries = (map: ReadonlyMap<string, number>): [string, string][] =>
    [...map].map(([date, minutes]) => [date, hours(minutes)]);
  const sorted = (map: ReadonlyMap<string, number>): [string, string][] =>
    entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  const firstEmployee = person.firstEmployee === null ? {} : { firstEmployeeDate: person.firstEmployee as PlainDate };
  const employer: Employer = { size: person.small ? 'small' : 'large', ...firstEmployee };
  return {
    employer,
    policy: { method: 'accrual', benefitYear, waitingDays: person.waitingDays },
    employee: { hireDate: person.hire as PlainDate },
    days: sorted(person.worked),
    uses: sorted(person.used),
    asOf: person.asOf as PlainDate,
    pack: michigan2025,
  };
}

const from = plainDate('2025-01-01');
const someDay = (days: number): fc.Arbitrary<PlainDate> =>
  fc.integer({ min: 0, max: days }).map((offset) => addDays(from, offset));
const minutesByDay = (most: number, size: number): fc.Arbitrary<ReadonlyMap<string, number>> =>
  fc
    .array(fc.tuple(someDay(800) as fc.Arbitrary<string>, fc.integer({ min: 0, max: most })), { maxLength: size })
    .map((list) => new Map(list));

const random = fc
  .record({
    small: fc.boolean(),
    firstEmployee: fc.option(
      fc.integer({ min: -1400, max: 300 }).map((days) => addDays(from, days)),
      { nil: null },
    ),
    hire: fc.integer({ min: -300, max: 500 }).map((days) => addDays(from, days)),
    waitingDays: fc.constantFrom(0, 30, 90, 120, 150),
    year: fc.constantFrom(...YEARS),
    worked: minutesByDay(960, 120),
    used: minutesByDay(480, 15),
    asOf: someDay(800),
  })
  .filter(
    ({ hire, firstEmployee }) =>
      hire.slice(5) !== '02-29' && firstEmployee?.slice(5) !== '02-29' && hire !== '2025-02-21',
  );

/** The answer, or a failure of the test. */
function result(facts: BalanceFacts): BalanceResult {
  const decision = balanceDecision(facts);
  if (!decision.ok) throw new Error(decision.message);
  return decision.result;
}

const RUNS = 10_000;

describe('Michigan, for random people', () => {
  test(`${RUNS} balances equal the Act written down a second time`, () => {
    fc.assert(
      fc.property(random, ({ year: [benefitYear, yearStart], ...person }) => {
        const naive = naiveMichigan({ ...person, yearStart });
        const { citations, ...got } = result(factsOf({ ...person, yearStart }, benefitYear));
        expect(citations.length).toBeGreaterThan(0);
        expect(got).toEqual({
          hoursWorked: hours(naive.minutesWorked),
          accrued: leave(naive.accruedSeconds),
          carriedIn: leave(naive.carriedSeconds),
          used: leave(naive.usedSeconds),
          adjusted: '0',
          available: leave(naive.availableSeconds),
          usableFrom: naive.usableFrom,
          useCap: naive.useCap,
        });
      }),
      { numRuns: RUNS },
    );
  });

  test('no policy ever gives less than the strictest one the Act permits', () => {
    const text = (most: number): fc.Arbitrary<HoursText> =>
      fc.integer({ min: 0, max: most }).map((value) => String(value) as HoursText);
    const policies: fc.Arbitrary<Policy> = fc.record(
      {
        useCapHours: fc.oneof(text(120), fc.constant('none' as const)),
        carryoverCapHours: fc.oneof(text(120), fc.constant('none' as const)),
        waitingDays: fc.integer({ min: 0, max: 400 }),
        accrualPerHourWorked: fc.integer({ min: 10, max: 60 }).map((below) => `1/${below}` as HoursText),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(random, policies, ({ year: [benefitYear, yearStart], ...person }, policy) => {
        const facts = factsOf({ ...person, yearStart, waitingDays: 120 }, benefitYear);
        const least = result(facts);
        const got = result({ ...facts, policy: { method: 'accrual', benefitYear, ...policy } });
        for (const name of ['accrued', 'carriedIn', 'available'] as const) {
          const [mine, floor] = [parseRational(got[name]), parseRational(least[name])];
          expect(
            mine !== undefined && floor !== undefined && compare(mine, floor) >= 0,
            `${name}: ${got[name]} < ${least[name]}`,
          ).toBe(true);
        }
        expect((got.usableFrom ?? '') <= (least.usableFrom ?? '')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('every ledger entry has a citation and the pack’s version, and deciding twice gives the same', () => {
    fc.assert(
      fc.property(random, ({ year: [benefitYear, yearStart], ...person }) => {
        const facts = factsOf({ ...person, yearStart }, benefitYear);
        const once = ledgerDecision(facts);
        for (const entry of once.ok ? once.ledger.entries : []) {
          expect(entry.citation).toMatch(/^MCL 408\.9/);
          expect(entry.pack).toBe(packVersion(michigan2025));
        }
        expect(ledgerDecision(facts)).toEqual(once);
      }),
    );
  });
});
