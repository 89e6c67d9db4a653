import { expect, test } from 'vitest';
import { formatDate, formatMonth } from './format-date.ts';

test('dates are written the American way, without asking any time zone', () => {
  expect(formatDate('2026-06-01')).toBe('Jun 1, 2026');
  expect(formatDate('2024-02-29')).toBe('Feb 29, 2024');
  expect(formatMonth('2026-01-31', true)).toBe('Jan 2026');
  expect(formatMonth('2026-12-31', false)).toBe('Dec');
});

test('what is not a date is shown as it came', () => {
  expect(formatDate('2026-02-30')).toBe('2026-02-30');
});
