import { parseRational, rational, toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TickBook, toTicks } from './index.ts';

const texts = fc.oneof(
  fc.integer({ min: 0, max: 4000 }).map(String),
  fc.integer({ min: 0, max: 400_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 999 })).map(([n, d]) => `${n}/${d}`),
  fc.constant('9007199254740993/7'),
);

test('ticks stand for the exact hours or for nothing', () => {
  const book = new TickBook();
  fc.assert(
    fc.property(texts, (text) => {
      const exact = parseRational(text)!;
      const ticks = book.read(text);
      expect(ticks).toBe(toTicks(exact));
      expect(book.ticks.get(text)).toBe(ticks);
      if (ticks !== undefined) {
        expect(book.write(ticks)).toBe(toFraction(exact));
        expect(book.texts.get(ticks)).toBe(toFraction(exact));
      }
    }),
  );
});

test('numbers are read by their digits, as decoders read them', () => {
  const book = new TickBook();
  expect(book.read(7.5)).toBe(book.read('7.5'));
  expect(book.write(book.read(7.5)!)).toBe('15/2');
});

test('debts are written too', () => {
  const third = toTicks(rational(1, 3))!;
  expect(new TickBook().write(-third)).toBe('-1/3');
});

test('what a decoder would refuse has no ticks', () => {
  const book = new TickBook();
  for (const bad of ['-1', 'soon', '', null, undefined, true, ['8'], Number.NaN, 1e300])
    expect(book.read(bad)).toBeUndefined();
});
