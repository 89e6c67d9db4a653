import { plainDate, rational, toFraction } from '@esta-logic/shared-types';
import { describe, expect, test } from 'vitest';
import type { AccrualRules, BalanceInput, EntryKind, LedgerAuthority } from './index.ts';
import { balanceAsOf, changesBetween, correctingEntry, ledgerFor } from './index.ts';

const caps = { accrualPerYear: null, balance: null, usePerYear: rational(40), carryover: rational(10) };
const rules: AccrualRules = {
  hireDate: plainDate('2025-01-06'),
  accrualStart: plainDate('2025-01-06'),
  accrualEnd: null,
  firstUseDate: plainDate('2025-01-06'),
  benefitYear: { type: 'fixed', start: '01-01' },
  counted: { kind: 'actual' },
  earning: { kind: 'accrual', rate: rational(1, 10) },
  caps: [{ from: plainDate('2025-01-01'), caps }],
  carryoverReducesAccrual: false,
  openingBalance: rational(0),
};
const input: BalanceInput = {
  rules,
  days: [
    ['2025-03-03', '100'],
    ['2025-06-02', '100'],
    ['2026-01-05', '20'],
  ],
  uses: [['2025-07-01', '5']],
  adjustments: [{ date: plainDate('2025-08-01'), hours: '2', kind: 'reinstatement', cause: 'rehired' }],
  asOf: plainDate('2026-06-30'),
};

const kinds: readonly EntryKind[] = [
  'accrual',
  'carryover',
  'use',
  'frontload',
  'trueUp',
  'reinstatement',
  'adjustment',
  'forfeiture',
];
const authority: LedgerAuthority = {
  pack: 'test@1',
  byKind: Object.fromEntries(
    kinds.map((kind) => [kind, { rule: kind, citation: `section of ${kind}` }]),
  ) as LedgerAuthority['byKind'],
};

describe('ledger', () => {
  test('every change in order, with its running balance and authority', () => {
    const { entries } = ledgerFor(input, authority);
    expect(entries.map(({ date, kind, hours, balance }) => `${date} ${kind} ${hours} → ${balance}`)).toEqual([
      '2025-03-03 accrual 10 → 10',
      '2025-06-02 accrual 10 → 20',
      '2025-07-01 use -5 → 15',
      '2025-08-01 reinstatement 2 → 17',
      '2025-12-31 forfeiture -7 → 10',
      '2026-01-01 carryover 10 → 10',
      '2026-01-05 accrual 2 → 12',
    ]);
    expect(entries.every(({ kind, citation, pack }) => citation === `section of ${kind}` && pack === 'test@1')).toBe(
      true,
    );
    expect(entries[3]?.cause).toBe('rehired');
    expect(entries[0]?.counted).toBe('100');
  });

  test('frontloaded years grant, true up and lapse; nothing is granted after a separation', () => {
    const granted: AccrualRules = {
      ...rules,
      accrualEnd: plainDate('2026-03-01'),
      earning: {
        kind: 'frontload',
        grants: [
          { from: plainDate('2025-01-06'), hours: rational(10), expectedHours: rational(150), mostHours: rational(12) },
        ],
        firstYearHours: rational(9),
        rate: rational(1, 10),
      },
    };
    const { entries } = ledgerFor({ ...input, rules: granted, adjustments: [], asOf: plainDate('2027-06-30') });
    expect(entries.map(({ date, kind, hours }) => `${date} ${kind} ${hours}`)).toEqual([
      '2025-01-06 frontload 9',
      '2025-06-02 trueUp 2',
      '2025-07-01 use -5',
      '2025-12-31 forfeiture -6',
      '2026-01-01 frontload 10',
      '2026-12-31 forfeiture -10',
    ]);
    expect(
      toFraction(balanceAsOf({ ...input, rules: granted, adjustments: [], asOf: plainDate('2027-06-30') }).available),
    ).toBe('0');
  });

  test('use beyond the balance is not owed in the next year', () => {
    const { entries, years } = ledgerFor({ ...input, uses: [['2025-07-01', '30']], adjustments: [] });
    expect(entries.find(({ cause }) => cause === 'overdrawn')).toMatchObject({
      date: '2025-12-31',
      kind: 'adjustment',
      hours: '10',
      balance: '0',
    });
    expect(toFraction(years[1]?.carriedIn ?? rational(-1))).toBe('0');
  });

  test('higher caps from a day on hold from that day', () => {
    const grown = { ...caps, usePerYear: rational(72), carryover: rational(72) };
    const growing: AccrualRules = { ...rules, caps: [...rules.caps, { from: plainDate('2025-09-01'), caps: grown }] };
    const on = (asOf: string): string =>
      toFraction(
        balanceAsOf({
          ...input,
          rules: growing,
          uses: [['2025-07-01', '40']],
          days: [['2025-03-03', '1000']],
          asOf: plainDate(asOf),
        }).available,
      );
    expect(on('2025-08-31')).toBe('0');
    expect(on('2025-09-01')).toBe('32');
    expect(toFraction(ledgerFor({ ...input, rules: growing }).years[1]?.carriedIn ?? rational(-1))).toBe('17');
  });

  test('an assumed week ignores what was worked, and without any record every week counts', () => {
    const assumed: AccrualRules = {
      ...rules,
      counted: { kind: 'assumed', weekHours: rational(40), workdays: [1, 2, 3, 4, 5], countsIdleWeeks: false },
    };
    const counted = (days: BalanceInput['days'], asOf: string): string =>
      toFraction(balanceAsOf({ rules: assumed, days, uses: [], asOf: plainDate(asOf) }).hoursWorked);
    expect(
      counted(
        [
          ['2025-01-08', '70'],
          ['2025-01-20', '1'],
        ],
        '2025-01-26',
      ),
    ).toBe('80');
    expect(counted([['2025-01-08', '70']], '2025-01-08')).toBe('24');
    expect(counted([], '2025-01-19')).toBe('80');
    const zeros: BalanceInput['days'] = [
      ['2025-01-08', '8'],
      ['2025-01-14', '0.00'],
      ['2025-01-21', '0/5'],
    ];
    expect(counted(zeros, '2025-01-26')).toBe('40');
    const breaks = [{ from: plainDate('2025-01-13'), to: plainDate('2025-01-15') }];
    const joined = balanceAsOf({ rules: { ...assumed, breaks }, days: [], uses: [], asOf: plainDate('2025-01-19') });
    expect(toFraction(joined.hoursWorked)).toBe('56');
  });

  test('a late edit says what it changed, and a closed period gets one correcting entry that makes the balances equal', () => {
    const edited: BalanceInput = {
      ...input,
      days: [['2025-03-03', '80'], ...input.days.slice(1)],
      asOf: plainDate('2025-11-30'),
    };
    const before = ledgerFor({ ...input, asOf: plainDate('2025-11-30') });
    const after = ledgerFor(edited);
    expect(changesBetween(before, after)).toEqual([
      { date: '2025-03-03', year: '2025', kind: 'accrual', before: '10', after: '8', difference: '-2' },
    ]);
    expect(changesBetween(before, before)).toEqual([]);
    const entry = correctingEntry(before, after, plainDate('2025-10-31'), plainDate('2025-11-01'), '2025');
    expect(entry).toMatchObject({ date: '2025-11-01', hours: '-2', kind: 'adjustment' });
    const corrected = balanceAsOf({
      ...input,
      asOf: plainDate('2025-11-30'),
      adjustments: [...(input.adjustments ?? []), ...(entry === undefined ? [] : [entry])],
    });
    expect(corrected.balance).toEqual(balanceAsOf(edited).balance);
    expect(correctingEntry(before, after, plainDate('2025-02-28'), plainDate('2025-11-01'), '2025')).toBeUndefined();
  });
});
