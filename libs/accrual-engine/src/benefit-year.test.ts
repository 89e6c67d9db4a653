import { plainDate } from '@esta-logic/shared-types';
import { describe, expect, test } from 'vitest';
import { benefitYearLabel, benefitYearOf, benefitYears } from './benefit-year.ts';

describe('benefit years', () => {
  test.each([
    ['01-01', '2026-01-01', '2026-01-01', '2026-12-31', '2026'],
    ['01-01', '2025-12-31', '2025-01-01', '2025-12-31', '2025'],
    ['07-01', '2026-06-30', '2025-07-01', '2026-06-30', '2025'],
    ['07-01', '2026-07-01', '2026-07-01', '2027-06-30', '2026'],
    ['02-29', '2025-02-28', '2025-02-28', '2026-02-27', '2025'],
    ['02-29', '2028-02-28', '2027-02-28', '2028-02-28', '2027'],
  ])('start %s: %s is in %s to %s', (start, date, first, last, label) => {
    const rule = { type: 'fixed', start } as const;
    expect(benefitYearOf(rule, plainDate(date))).toEqual({ start: first, end: last, label });
    expect(benefitYearLabel(rule, plainDate(date))).toBe(label);
  });

  test('anniversaries of a leap-day hire fall on the 28th and return to the 29th', () => {
    const rule = { type: 'anniversary', hireDate: plainDate('2024-02-29') } as const;
    const years = benefitYears(rule, plainDate('2024-02-29'), plainDate('2028-03-01'));
    expect(years.map(({ start }) => start)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
    expect(years.map(({ end }) => end)).toEqual(['2025-02-27', '2026-02-27', '2027-02-27', '2028-02-28', '2029-02-27']);
  });

  test('no years when the end is before the start', () => {
    expect(benefitYears({ type: 'fixed', start: '01-01' }, plainDate('2026-01-01'), plainDate('2025-12-31'))).toEqual(
      [],
    );
  });
});
