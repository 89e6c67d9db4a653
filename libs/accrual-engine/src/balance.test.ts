import type { Rational } from '@esta-logic/shared-types';
import {
  ZERO,
  add,
  addDays,
  compare,
  div,
  equals,
  isNegative,
  parseRational,
  rational,
  sub,
  toFraction,
} from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fraction } from '../test/naive-balance.ts';
import { naiveBalance } from '../test/naive-balance.ts';
import { randomCase } from '../test/random-cases.ts';
import type { BalanceInput, DayHours, LedgerYear } from './index.ts';
import { balanceAsOf, capsOn, ledgerFor, projectBalance } from './index.ts';

const same = (value: Rational, [n, d]: Fraction): boolean => BigInt(value.n) * d === n * BigInt(value.d);
const NAMES = ['hoursWorked', 'accrued', 'carriedIn', 'used', 'balance', 'available'] as const;
const texts = (balance: Record<(typeof NAMES)[number], Rational>): string[] =>
  NAMES.map((name) => `${name} ${toFraction(balance[name])}`);

describe('balances', () => {
  test('equal an independent day-by-day walk, for any law, policy and person', () => {
    fc.assert(
      fc.property(randomCase, ({ input, naive }) => {
        const balance = balanceAsOf(input);
        const slow = naiveBalance(naive);
        for (const name of NAMES)
          expect(
            same(balance[name], slow[name]),
            `${name}: ${toFraction(balance[name])} and ${slow[name].join('/')}`,
          ).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('numbers and ledger agree, and a ledger adds up', () => {
    fc.assert(
      fc.property(randomCase, ({ input }) => {
        const balance = balanceAsOf(input);
        const ledger = ledgerFor(input);
        const last = ledger.years.at(-1);
        if (last !== undefined)
          expect({ ...last, available: balance.available }).toMatchObject({
            balance: balance.balance,
            accrued: balance.accrued,
            carriedIn: balance.carriedIn,
          });
        for (const year of ledger.years) {
          const entries = ledger.entries.filter((entry) => entry.year === year.year.label);
          const sum = entries.reduce((total, entry) => add(total, parseRational(entry.hours) ?? ZERO), ZERO);
          expect(toFraction(sum)).toBe(toFraction(year.carriedOut ?? year.balance));
        }
      }),
    );
  });

  test('the order of events and how they are split or merged changes nothing', () => {
    fc.assert(
      fc.property(randomCase, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), ({ input }, numbers) => {
        const keys = new Map<DayHours, number>();
        const split = input.days.flatMap(([date, hours]): DayHours[] => {
          const whole = parseRational(String(hours)) ?? ZERO;
          const part = div(whole, rational(numbers.next().value ?? 1));
          return [
            [date, toFraction(part)],
            [date, toFraction(sub(whole, part))],
          ];
        });
        for (const day of split) keys.set(day, numbers.next().value ?? 1);
        const shuffled = [...split].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        const withoutBalanceCap = {
          ...input,
          rules: {
            ...input.rules,
            caps: input.rules.caps.map(({ from, caps }) => ({ from, caps: { ...caps, balance: null } })),
          },
        };
        expect(texts(balanceAsOf({ ...withoutBalanceCap, days: shuffled, uses: [...input.uses].reverse() }))).toEqual(
          texts(balanceAsOf(withoutBalanceCap)),
        );
        expect(texts(balanceAsOf({ ...input, days: shuffled, uses: [...input.uses].reverse() }))).toEqual(
          texts(balanceAsOf(input)),
        );
      }),
    );
  });

  test('carryover never exceeds its cap, what is left of use never exceeds its cap, nothing available is negative', () => {
    fc.assert(
      fc.property(randomCase, ({ input }) => {
        for (const year of ledgerFor(input).years) {
          const cap = capsOn(input.rules.caps, year.year.end).carryover;
          if (year.carriedOut !== null && cap !== null) expect(compare(year.carriedOut, cap)).toBeLessThanOrEqual(0);
          if (year.carriedOut !== null && !isNegative(year.balance))
            expect(equals(add(year.carriedOut, year.forfeited), year.balance)).toBe(true);
        }
        const { available, useCap, used } = balanceAsOf(input);
        expect(isNegative(available)).toBe(false);
        if (useCap !== null && compare(used, useCap) <= 0)
          expect(compare(add(available, used), useCap)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('several years in one pass equal the same years one by one', () => {
    fc.assert(
      fc.property(randomCase, ({ input }) => {
        const whole = ledgerFor(input).years;
        let opening: Rational = ZERO;
        const single = whole.map((year): LedgerYear | undefined => {
          const start = year.year.start < input.rules.accrualStart ? input.rules.accrualStart : year.year.start;
          const asOf = year.year.end < input.asOf ? addDays(year.year.end, 1) : input.asOf;
          const rules = { ...input.rules, accrualStart: start, openingBalance: opening };
          const alone = ledgerFor({ ...input, rules, asOf }).years[0];
          opening = alone?.carriedOut ?? ZERO;
          return alone;
        });
        expect(single).toEqual(whole);
      }),
    );
  });

  test('a projection is the actual balance once the days have come', () => {
    fc.assert(
      fc.property(randomCase, fc.integer({ min: 0, max: 400 }), ({ input }, ahead) => {
        const pattern = { weekHours: rational(77, 2), workdays: [1, 2, 3, 4, 5] } as const;
        const until = addDays(input.asOf, ahead);
        const soFar: BalanceInput = { ...input, days: input.days.filter(([date]) => date <= input.asOf) };
        const projected = projectBalance(soFar, pattern, until);
        const lived: DayHours[] = [...soFar.days];
        for (let step = 1; step <= ahead; step += 1) {
          const date = addDays(input.asOf, step);
          const day = new Date(`${date}T00:00:00Z`).getUTCDay();
          if (day >= 1 && day <= 5) lived.push([date, '7.7']);
        }
        expect(texts(projected)).toEqual(texts(balanceAsOf({ ...input, days: lived, asOf: until })));
      }),
    );
  });
});
