import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAP_DAY, dateBook, dateParts, fromEpochDay, isPlainDate, toEpochDay } from './index.ts';

const days = fc.integer({ min: -20_000, max: 60_000 });

test('a book says of every day what reading it says, however often it is asked', () => {
  const book = dateBook();
  fc.assert(
    fc.property(days, (epochDay) => {
      const text = fromEpochDay(epochDay);
      expect(book.text(epochDay)).toBe(text);
      const day = book.day(text);
      expect(day).toEqual({ text, epochDay: toEpochDay(text), year: dateParts(text).year, monthDay: text.slice(5) });
      expect(book.day(text)).toBe(day);
    }),
  );
});

test('what is no date has no day, asked once or twice', () => {
  const book = dateBook();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.constant('2025-02-29')), (value) => {
      fc.pre(!isPlainDate(value));
      expect(book.day(value)).toBeUndefined();
      expect(book.day(value)).toBeUndefined();
    }),
  );
});

test('the leap day is known by its name', () => {
  expect(dateBook().day('2024-02-29')?.monthDay).toBe(LEAP_DAY);
});
