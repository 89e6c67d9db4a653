import type { LedgerEntry } from '@esta-logic/client';
import { expect, test } from 'vitest';
import { kindsIn, monthsOf, shownEntries } from './ledger-months.ts';

const entry = (date: string, kind: string): LedgerEntry => ({
  date,
  kind,
  year: date.slice(0, 4),
  hours: '1',
  balance: '1',
  cause: 'worked',
  rule: 'r',
  citation: 'c',
  pack: 'p',
});
const entries = [entry('2025-12-30', 'accrual'), entry('2026-01-01', 'carryover'), entry('2026-01-01', 'use')];

test('months and the entries in them stand newest first, and entries of one day keep apart', () => {
  const months = monthsOf(shownEntries(entries, ''));
  expect(months.map(({ month }) => month)).toEqual(['2026-01', '2025-12']);
  expect(months[0]?.entries.map(({ place, kind }) => [place, kind])).toEqual([
    [2, 'use'],
    [1, 'carryover'],
  ]);
});

test('one kind can be looked at alone', () => {
  expect(kindsIn(entries)).toEqual(['accrual', 'carryover', 'use']);
  expect(shownEntries(entries, 'use').map(({ place }) => place)).toEqual([2]);
});
