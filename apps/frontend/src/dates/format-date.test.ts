import { expect, test } from 'vitest';
import { formatDate, formatMonth } from './format-date.ts';

test('dates are written the American way, without asking any time zone', () => {
  expect(formatDate('2026-06-01', 'en')).toBe('Jun 1, 2026');
  expect(formatDate('2024-02-29', 'en')).toBe('Feb 29, 2024');
  expect(formatMonth('2026-01-31', true, 'en')).toBe('Jan 2026');
  expect(formatMonth('2026-12-31', false, 'en')).toBe('Dec');
});

test('what is not a date is shown as it came', () => {
  expect(formatDate('2026-02-30', 'en')).toBe('2026-02-30');
});
