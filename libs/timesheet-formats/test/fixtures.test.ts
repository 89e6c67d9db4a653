import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadOptions, TimesheetReading } from '../src/index.ts';
import { readTimesheetText } from '../src/index.ts';

const folder = new URL('./fixtures/', import.meta.url);
const fixture = (name: string, options: ReadOptions = {}): TimesheetReading =>
  readTimesheetText(readFileSync(new URL(name, folder), 'utf8'), options);
const brief = (reading: TimesheetReading): string[] =>
  reading.rows.map((row) => `${row.row}: ${row.employee} ${row.kind} ${row.date} ${row.hours}`);
const codes = (reading: TimesheetReading): string[] => reading.notes.map((note) => note.code);

/** America/Detroit, from 2026's two changes. */
const detroit = (local: string): number =>
  local >= '2026-03-08T02:00:00' && local < '2026-11-01T02:00:00' ? -240 : -300;

const EXPECTED: Readonly<Record<string, { layout: string; rows: string[]; notes?: string[] }>> = {
  'quickbooks-time.csv': {
    layout: 'quickbooks-time',
    // 3.17 h from 9:00 to 12:10 is 19/6; the lunch break and the holiday are left out; a job at the Holiday Inn is work.
    rows: [
      '2: 1001 work 2026-01-05 19/6',
      '4: 1001 work 2026-01-05 13/3',
      '5: 1001 use 2026-01-06 8',
      '6: 1002 work 2026-01-05 8',
    ],
    notes: ['NO_TIME_ZONE', 'IGNORED_PAY', 'IGNORED_PAY'],
  },
  'homebase.csv': {
    layout: 'homebase',
    rows: [
      '5: 1001 work 2025-05-05 7',
      '6: 1001 work 2025-05-06 47/6',
      '7: 1001 use 2025-05-07 8',
      '11: 1002 work 2025-05-05 4',
    ],
    notes: ['NO_TIME_ZONE', 'SKIPPED_ROW'],
  },
  'when-i-work.csv': {
    layout: 'when-i-work',
    // Row 3 has 0.75 h of breaks of which a quarter hour was paid: the product's own length, 7.5 h, decides.
    rows: ['2: 1001 work 2026-01-25 47/6', '3: 1001 work 2026-01-26 15/2', '4: 1002 work 2026-01-25 8'],
  },
  'clockify.csv': {
    layout: 'clockify',
    rows: [
      '2: ana@example.com work 2026-01-15 7/3',
      '3: ana@example.com work 2026-01-15 481/120',
      '4: ana@example.com use 2026-01-16 8',
    ],
    notes: ['NO_TIME_ZONE', 'SKIPPED_ROW'],
  },
  'toggl.csv': {
    layout: 'toggl',
    rows: [
      '2: ana@example.com work 2026-01-05 451/300',
      '3: sam@example.com work 2026-01-05 5/4',
      '4: sam@example.com use 2026-01-07 8',
    ],
  },
  'kimai.csv': {
    layout: 'kimai',
    rows: ['2: ana work 2026-01-05 7/2', '3: ana work 2026-01-05 17/4', '4: sam work 2026-01-05 8'],
  },
  'paychex.csv': {
    layout: 'paychex',
    rows: ['2: 1001 work 2026-01-15 8', '3: 1001 work 2026-01-15 3/2', '4: 1001 use 2026-01-16 4'],
    notes: ['IGNORED_PAY'],
  },
  'adp-paydata.csv': {
    layout: 'adp-paydata',
    rows: [
      '2: 001001 work 2026-01-18 303/4',
      '2: 001001 use 2026-01-18 8',
      '3: 001002 work 2026-01-18 64',
      '3: 001002 use 2026-01-18 8',
    ],
    notes: ['PERIOD_ON_LAST_DAY', 'IGNORED_PAY'],
  },
  'gusto.csv': {
    layout: 'gusto',
    rows: ['3: 5G9934 work 2026-01-18 303/4', '3: 5G9934 use 2026-01-18 8', '4: 7H1122 work 2026-01-18 64'],
    notes: ['PERIOD_ON_LAST_DAY', 'IGNORED_PAY'],
  },
  'time-clock.tsv': { layout: 'time-clock', rows: ['2: 1001 work 2026-01-15 8', '3: 1002 work 2026-01-15 8'] },
  'ukg-style.csv': {
    layout: 'time-clock',
    rows: ['2: 1001 work 2026-01-15 8', '3: 1001 use 2026-01-16 8', '4: 1002 work 2026-01-15 17/2'],
  },
  'hours-per-day.csv': {
    layout: 'hours-per-day',
    rows: [
      '2: 1001 work 2026-01-15 17/2',
      '3: 1001 work 2026-01-16 4',
      '3: 1001 use 2026-01-16 4',
      '4: 1002 work 2026-01-15 1/2',
    ],
    notes: ['UNREAD_COLUMNS', 'SKIPPED_ROW'],
  },
  'hours-per-day-wide.csv': {
    layout: 'hours-per-day-wide',
    rows: [
      '2: 1001 work 2026-01-05 8',
      '2: 1001 work 2026-01-06 15/2',
      '3: 1001 use 2026-01-07 8',
      '4: 1002 work 2026-01-06 17/2',
      '4: 1002 work 2026-01-07 4',
    ],
  },
  'hours-per-period.csv': {
    layout: 'hours-per-period',
    rows: ['5: Lopez, Ana work 2026-01-18 303/4', '5: Lopez, Ana use 2026-01-18 8'],
    notes: ['NAMES_AS_IDS', 'UNREAD_COLUMNS', 'PERIOD_ON_LAST_DAY', 'SKIPPED_ROW'],
  },
  'generic.csv': {
    layout: 'generic',
    rows: ['2: E1001 work 2026-01-05 4', '3: E1001 work 2026-01-05 4', '4: E1001 use 2026-01-06 4'],
    notes: ['REPEATED_ROW'],
  },
  'generic-punches.csv': {
    layout: 'generic-punches',
    rows: [
      '2: E1001 work 2026-03-07 15/2',
      '3: E1002 work 2026-03-07 7',
      '4: E1003 work 2026-10-31 8',
      '5: E1004 work 2026-03-08 15/2',
    ],
  },
};

describe.each(Object.entries(EXPECTED))('%s', (name, expected) => {
  it(`is read as ${expected.layout}, exactly`, () => {
    const reading = fixture(name);
    expect(reading.layout).toBe(expected.layout);
    expect(brief(reading)).toEqual(expected.rows);
    if (expected.notes !== undefined) expect(codes(reading)).toEqual(expected.notes);
    expect(reading.description).toContain(`(${expected.layout})`);
  });

  it('gives the same when its layout is named', () => {
    expect(fixture(name, { layout: expected.layout })).toEqual(fixture(name));
  });
});

describe('the fixtures', () => {
  it('are all expected here', () => {
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(EXPECTED), 'employees.csv'].sort());
  });

  it('are refused only where a row is wrong', () => {
    const refused = Object.keys(EXPECTED).flatMap((name) =>
      fixture(name).rejected.map((rejection) => `${name} ${rejection.reason}`),
    );
    expect(refused).toEqual([
      'hours-per-period.csv Row 6, column "Regular": "1,040.00" is more than 336 hours; correct the hours.',
      'generic.csv Row 5, column "hours": "17/2" is not a number of hours; write it like 8.5 or 8:30.',
    ]);
  });
});

describe('an employee list', () => {
  it('gives people, not shifts', () => {
    const reading = fixture('employees.csv');
    expect([reading.layout, reading.kind, reading.rows, reading.rejected]).toEqual(['employees', 'employees', [], []]);
    expect(reading.employees).toEqual([
      {
        row: 2,
        employee: '1001',
        name: 'Ana Lopez',
        hireDate: '2024-03-15',
        flsa: 'nonexempt',
        normalWeekHours: '75/2',
      },
      { row: 3, employee: '1002', name: 'Sam Roe', hireDate: '2026-01-02', flsa: 'exempt', normalWeekHours: '40' },
      {
        row: 4,
        employee: '1003',
        name: 'Kim Poe',
        hireDate: '2025-07-01',
        separationDate: '2026-02-28',
        flsa: 'nonexempt',
      },
    ]);
  });
});

describe('a night on which the clocks change', () => {
  it('is as long as it was lived when the zone is known', () => {
    const reading = fixture('generic-punches.csv', { offsetMinutesAt: detroit });
    expect(brief(reading)).toEqual([
      '2: E1001 work 2026-03-07 13/2',
      '3: E1002 work 2026-03-07 7',
      '4: E1003 work 2026-10-31 9',
      '5: E1004 work 2026-03-08 15/2',
    ]);
    expect(reading.rows[0]).toMatchObject({ start: '2026-03-07T22:00:00-05:00', end: '2026-03-08T06:00:00-04:00' });
    expect(codes(reading)).toEqual(['CLOCK_CHANGE']);
  });

  it('gives the same keys whether the zone is known or not', () => {
    const keys = (reading: TimesheetReading): string[] => reading.rows.map((row) => row.key);
    expect(keys(fixture('generic-punches.csv', { offsetMinutesAt: detroit }))).toEqual(
      keys(fixture('generic-punches.csv')),
    );
  });
});
