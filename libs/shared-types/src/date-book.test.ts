import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DateBook, LEAP_DAY, dateParts, fromEpochDay, isPlainDate, plainDate, toEpochDay } from './index.ts';

const days = fc.integer({ min: -20_000, max: 60_000 });

test('a book says of every day what reading it says, and keeps it', () => {
  const book = new DateBook();
  fc.assert(
    fc.property(days, (epochDay) => {
      const text = fromEpochDay(epochDay);
      const day = { text, epochDay: toEpochDay(text), year: dateParts(text).year, monthDay: text.slice(5) };
      expect(book.read(text)).toEqual(day);
      expect(book.byText.get(text)).toEqual(day);
      expect(book.at(epochDay)).toEqual(day);
      expect(book.byEpochDay.get(epochDay)).toEqual(day);
    }),
  );
});

test('what is no date has no day and is not kept', () => {
  const book = new DateBook();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.constant('2025-02-29')), (value) => {
      fc.pre(!isPlainDate(value));
      expect(book.read(value)).toBeUndefined();
      expect(book.byText.size).toBe(0);
    }),
  );
  expect(book.at(toEpochDay(plainDate('2199-12-31')) + 1)).toBeUndefined();
});

test('the leap day is known by its name', () => {
  expect(new DateBook().read('2024-02-29')?.monthDay).toBe(LEAP_DAY);
});
