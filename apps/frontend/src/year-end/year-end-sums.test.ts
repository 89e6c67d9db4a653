import type { YearEndLine } from '@esta-logic/client';
import { toFraction } from '@esta-logic/shared-types';
import { expect, test } from 'vitest';
import { closable, inOrderOfLoss, sumsOf } from './year-end-sums.ts';

const line = (employee: string, forfeited: string, more: Partial<YearEndLine> = {}): YearEndLine => ({
  employee,
  year: '2025',
  start: '2025-01-01',
  end: '2025-12-31',
  hoursWorked: '0',
  accrued: '0',
  carriedIn: '0',
  used: '0',
  adjusted: '0',
  balance: '10',
  carried: '1/3',
  forfeited,
  carryoverCap: '72',
  nextGrant: null,
  closedOn: null,
  citations: [],
  ...more,
});
const lines = [line('b', '0'), line('c', '1/3'), line('a', '0'), line('d', '7')];

test('sums are exact, and say of how many people hours lapse', () => {
  const { balance, carried, forfeited, losing } = sumsOf(lines);
  expect([balance, carried, forfeited].map(toFraction)).toEqual(['40', '4/3', '22/3']);
  expect(losing).toBe(2);
});

test('who loses most stands first, the others by name', () => {
  expect(inOrderOfLoss(lines).map(({ employee }) => employee)).toEqual(['d', 'c', 'a', 'b']);
});

test('a year can be closed from the day after its end, once', () => {
  const report = {
    through: '2025-12-31',
    preview: true,
    warnings: [],
    lines: [...lines, line('e', '0', { closedOn: '2026-01-02' })],
  };
  expect(closable(report, '2025-12-31')).toEqual([]);
  expect(closable(report, '2026-01-01')).toHaveLength(4);
});
