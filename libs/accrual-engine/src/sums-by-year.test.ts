import type { Rational } from '@esta-logic/shared-types';
import { ZERO, add, addDays, parseRational, plainDate, rational } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benefitYears } from './benefit-year.ts';
import { sumsByYear } from './sums-by-year.ts';
import type { DayHours } from './worked-days.ts';

const from = plainDate('2025-02-10');
const to = plainDate('2027-11-03');
const years = benefitYears({ type: 'fixed', start: '07-01' }, from, to);

const text = fc.oneof(
  fc
    .tuple(fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(1, 3, 4, 7, 60, 100, 3600, 11))
    .map(([n, d]) => `${n}/${d}`),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map(String),
);
const entry: fc.Arbitrary<DayHours> = fc.tuple(
  fc.integer({ min: -30, max: 1100 }).map((offset) => addDays(from, offset)),
  fc.oneof(
    text,
    fc.integer({ min: 0, max: 240 }).map((tenths) => tenths / 10),
  ),
);

/** Every entry by itself, in rationals. */
function slowly(entries: readonly DayHours[], start: string, end: string): Rational {
  return entries
    .filter(([date]) => date >= from && date <= to && date >= start && date <= end)
    .reduce((sum, [, hours]) => add(sum, parseRational(String(hours)) ?? ZERO), ZERO);
}

describe('sums by year', () => {
  test('are the exact sums of any mixture of fractions in any order, huge ones too', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(sumsByYear(entries, years, from, to)).toEqual(
          years.map(({ start, end }) => slowly(entries, start, end)),
        );
      }),
    );
  });

  test('days of no given year are nobody’s, wherever they stand', () => {
    const [second] = years.slice(1);
    const entries: DayHours[] = [
      ['2025-08-01', '1'],
      ['2025-03-01', '2'],
      ['2025-08-02', '4'],
      ['2027-01-01', '8'],
    ];
    expect(sumsByYear(entries, [second!], from, to)).toEqual([rational(5)]);
  });

  test('numbers are read by their digits', () => {
    const days = Array.from({ length: 300 }, (_, day): DayHours => [addDays(plainDate('2025-07-01'), day), 7.4]);
    expect(sumsByYear(days, years, from, to)).toEqual([ZERO, rational(2220), ZERO, ZERO]);
  });

  test('what is not hours is an error, not a zero', () => {
    expect(() => sumsByYear([['2025-07-01', '8:30']], years, from, to)).toThrow(/"8:30" is not an amount of hours/);
  });
});
