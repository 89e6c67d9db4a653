import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  fromEpochDay,
  isPlainDate,
  plainDate,
  toEpochDay,
  weekOf,
  weekday,
} from './plain-date.ts';

const anyDay = fc.integer({ min: toEpochDay(plainDate('1900-01-01')), max: toEpochDay(plainDate('2199-12-31')) });

describe('plain dates', () => {
  test('agree with the ECMAScript calendar on every day asked', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = fromEpochDay(day);
        const reference = new Date(day * 86_400_000);
        expect(date).toBe(reference.toISOString().slice(0, 10));
        expect(toEpochDay(date)).toBe(day);
        expect(weekday(date) % 7).toBe(reference.getUTCDay());
        expect(isPlainDate(date)).toBe(true);
      }),
    );
  });

  test('days added and days between are inverse, and weeks start on Monday', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, step) => {
        const date = fromEpochDay(day);
        expect(daysBetween(date, addDays(date, step))).toBe(step);
        expect(weekday(weekOf(date))).toBe(1);
        expect(daysBetween(weekOf(date), date)).toBeLessThan(7);
        expect(weekday(weekOf(date, 7))).toBe(7);
      }),
    );
  });

  test.each([
    ['2025-12-31', 2, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2025-07-01', 2, '2025-09-01'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -13, '2023-12-15'],
  ])('%s + %i months = %s', (from, months, to) => {
    expect(addMonths(plainDate(from), months)).toBe(to);
  });

  test('29 February plus years', () => {
    expect(addYears(plainDate('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addYears(plainDate('2024-02-29'), 4)).toBe('2028-02-29');
  });

  test.each([
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-1-1',
    '1899-12-31',
    '2200-01-01',
    '2025-01-00',
    'today',
    '2025-01-01T00:00',
  ])('refuses %s', (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDate(text)).toThrow(RangeError);
  });
});
