import { add, parseRational, rational } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HourSum } from './hour-sum.ts';

describe('hour sums', () => {
  test('are the exact sum of any mixture of fractions, huge ones too', () => {
    const text = fc.oneof(
      fc
        .tuple(fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(1, 3, 4, 7, 60, 100, 3600, 11))
        .map(([n, d]) => `${n}/${d}`),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map(String),
    );
    fc.assert(
      fc.property(fc.array(text), (list) => {
        const sum = new HourSum();
        for (const hours of list) sum.add(hours);
        expect(sum.total()).toEqual(
          list.reduce((total, hours) => add(total, parseRational(hours) ?? rational(0)), rational(0)),
        );
      }),
    );
  });

  test('numbers are read by their digits', () => {
    const sum = new HourSum();
    for (let day = 0; day < 300; day += 1) sum.add(7.4);
    expect(sum.total()).toEqual(rational(2220));
  });

  test('what is not hours is an error, not a zero', () => {
    expect(() => new HourSum().add('8:30')).toThrow(/"8:30" is not an amount of hours/);
  });
});
