import { parseRational, rational, toDecimal, toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTicks, shownTicks, textOfTicks, toTicks } from './index.ts';

const texts = fc.oneof(
  fc.integer({ min: 0, max: 4000 }).map(String),
  fc.integer({ min: 0, max: 400_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 999 })).map(([n, d]) => `${n}/${d}`),
  fc.constantFrom('9007199254740993/7', '08', '+8', '1e3', ' 8', '-0'),
);

test('ticks stand for the exact hours or for nothing', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const exact = parseRational(text);
      const ticks = readTicks(text);
      expect(ticks).toBe(exact === undefined ? undefined : toTicks(exact));
      if (ticks !== undefined) expect(textOfTicks(ticks)).toBe(toFraction(exact!));
    }),
  );
});

test('people are shown whole hours as they are, and others as exact hours round to two places', () => {
  const ticks = fc.oneof(
    fc.integer({ min: -9_000_000, max: 9_000_000 }),
    fc.maxSafeInteger(),
    fc.constantFrom(2160, -2160, 2159, 1, -1),
  );
  fc.assert(
    fc.property(ticks, (amount) => {
      const exact = rational(amount, 432_000);
      expect(shownTicks(amount)).toBe(exact.d === 1 ? String(exact.n) : toDecimal(exact, 2));
    }),
  );
});

test('numbers are read by their digits, as decoders read them', () => {
  expect(readTicks(7.5)).toBe(readTicks('7.5'));
  expect(textOfTicks(readTicks(7.5)!)).toBe('15/2');
});

test('debts are written too', () => {
  expect(textOfTicks(toTicks(rational(-1, 3))!)).toBe('-1/3');
});

test('what is no amount of hours has no ticks', () => {
  for (const bad of ['soon', '', Number.NaN, 1e300]) expect(readTicks(bad)).toBeUndefined();
});
