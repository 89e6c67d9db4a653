import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  div,
  equals,
  isNegative,
  isZero,
  max,
  min,
  mul,
  negate,
  parseRational,
  rational,
  sub,
  toDecimal,
  toFraction,
} from './rational.ts';
import type { Rational } from './rational.ts';

const wide = fc.tuple(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.bigInt({ min: 1n, max: 2n ** 70n }));
const narrow = fc.tuple(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: 1n, max: 10_000n }));
const fraction: fc.Arbitrary<[Rational, bigint, bigint]> = fc
  .oneof(narrow, wide)
  .map(([n, d]) => [rational(n, d), n, d]);

/** The same value as plain BigInt cross products, an independent check. */
function is(r: Rational, n: bigint, d: bigint): boolean {
  return BigInt(r.n) * d === n * BigInt(r.d) && BigInt(r.d) > 0n;
}

describe('rational', () => {
  test('agrees with BigInt cross products on both sides of the safe range', () => {
    fc.assert(
      fc.property(fraction, fraction, ([a, an, ad], [b, bn, bd]) => {
        expect(is(add(a, b), an * bd + bn * ad, ad * bd)).toBe(true);
        expect(is(sub(a, b), an * bd - bn * ad, ad * bd)).toBe(true);
        expect(is(mul(a, b), an * bn, ad * bd)).toBe(true);
        if (!isZero(b)) expect(BigInt(div(a, b).n) * ad * bn).toBe(an * bd * BigInt(div(a, b).d));
        const order = an * bd - bn * ad;
        expect(compare(a, b)).toBe(order < 0n ? -1 : order > 0n ? 1 : 0);
        expect(equals(max(a, b), order >= 0n ? a : b)).toBe(true);
        expect(equals(min(a, b), order <= 0n ? a : b)).toBe(true);
      }),
    );
  });

  test('is canonical: equal values have identical parts, numbers whenever they fit, never minus zero', () => {
    fc.assert(
      fc.property(fraction, fraction, ([a], [b]) => {
        expect(sub(add(a, b), b)).toEqual(a);
        expect(Object.is(sub(a, a).n, 0)).toBe(true);
        expect(parseRational(toFraction(a))).toEqual(toFraction(a).length <= 64 ? a : undefined);
      }),
    );
    expect(Object.is(parseRational('-0')?.n, 0)).toBe(true);
    expect(Object.is(rational(0, -3).n, 0)).toBe(true);
  });

  test.each([
    ['77/6', 77, 6],
    ['38.5', 77, 2],
    ['8', 8, 1],
    ['-0.75', -3, 4],
    ['+1/3', 1, 3],
    ['6/4', 3, 2],
    ['0.0000', 0, 1],
  ])('reads %s', (text, n, d) => {
    expect(parseRational(text)).toEqual({ n, d });
  });

  test.each(['', ' ', '1/0', '1.5/2', '1e3', 'NaN', '--1', '1,5', '.', '1.', '.5', '8:30', '9'.repeat(65)])(
    'refuses %j',
    (text) => {
      expect(parseRational(text)).toBeUndefined();
    },
  );

  test.each([
    ['77/6', 2, 'half-up', '12.83'],
    ['1/8', 2, 'half-up', '0.13'],
    ['-1/8', 2, 'half-up', '-0.13'],
    ['1/8', 2, 'half-even', '0.12'],
    ['3/8', 2, 'half-even', '0.38'],
    ['1/3', 2, 'up', '0.34'],
    ['2/3', 2, 'down', '0.66'],
    ['5/2', 0, 'half-up', '3'],
    ['-1/1000', 2, 'half-up', '0.00'],
  ] as const)('shows %s to %i places, %s, as %s', (text, places, rounding, shown) => {
    expect(toDecimal(parseRational(text) ?? rational(0), places, rounding)).toBe(shown);
  });

  test('a whole value has no denominator, however large it is', () => {
    expect(toFraction(rational(2n ** 70n))).toBe('1180591620717411303424');
    expect(toFraction(parseRational('-1180591620717411303424/1')!)).toBe('-1180591620717411303424');
  });

  test('a zero denominator or divisor is a programmer error', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
    expect(() => div(rational(1), rational(0))).toThrow(RangeError);
  });
});

test('what is shown is the nearest value with so many places, whichever way the digits are found', () => {
  const parts = fc.tuple(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.bigInt({ min: 1n, max: 2n ** 60n }));
  const small = fc.tuple(fc.bigInt({ min: -5000n, max: 5000n }), fc.bigInt({ min: 1n, max: 64n }));
  fc.assert(
    fc.property(fc.oneof(small, parts), fc.integer({ min: 0, max: 4 }), ([n, d], places) => {
      const value = rational(n, d);
      const unit = rational(1, 10 ** places);
      for (const rounding of ['half-up', 'half-even', 'down', 'up'] as const) {
        const shown = parseRational(toDecimal(value, places, rounding))!;
        const off = sub(isNegative(value) ? negate(value) : value, isNegative(shown) ? negate(shown) : shown);
        const twice = add(off, off);
        if (rounding === 'down') expect(compare(off, rational(0)) >= 0 && compare(off, unit) < 0).toBe(true);
        else if (rounding === 'up') expect(compare(off, rational(0)) <= 0 && compare(negate(off), unit) < 0).toBe(true);
        else {
          expect(compare(twice, unit) <= 0 && compare(negate(twice), unit) <= 0).toBe(true);
          if (rounding === 'half-up') expect(equals(twice, unit)).toBe(false);
          else if (equals(twice, unit) || equals(negate(twice), unit))
            expect(toFraction(mul(shown, rational(5 * 10 ** places)))).toMatch(/0$/);
        }
      }
    }),
  );
});
