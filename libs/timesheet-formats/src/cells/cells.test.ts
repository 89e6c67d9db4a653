import { toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates, noEvidence, parseDateCell, settleOrder, weighDate } from './date-cell.ts';
import { cleanName, parseFlsa } from './employee-cell.ts';
import { parseBreakCell, parseHoursCell } from './hours-cell.ts';
import { createMomentReader } from '../reading/moments.ts';
import { localText, offsetText, splitMoment } from './moment-cell.ts';
import { payKindOf, payKindOfJob } from './pay-code.ts';

const hours = (cell: string, comma = false): string => {
  const read = parseHoursCell(cell, comma);
  return read.is === 'hours' ? toFraction(read.hours) : read.is;
};

describe('hours', () => {
  it.each([
    ['8:30', '17/2'],
    ['8:30:30', '1021/120'],
    ['8.5', '17/2'],
    ['.5', '1/2'],
    ['8.', '8'],
    ['8', '8'],
    ['08.00', '8'],
    ['8h 30m', '17/2'],
    ['8 hr 30 min', '17/2'],
    ['8.25h', '33/4'],
    ['45m', '3/4'],
    ['8 hours', '8'],
    ['1,040.00', '1040'],
    ['0', '0'],
    [' 7.33 ', '733/100'],
    ['', 'blank'],
    ['-', 'blank'],
    ['-3', 'negative'],
    ['(2.5)', 'negative'],
    ['-0', '0'],
    ['8,5', 'unreadable'],
    ['8:75', 'unreadable'],
    ['8:5', 'unreadable'],
    ['.', 'unreadable'],
    ['eight', 'unreadable'],
    ['1e3', 'unreadable'],
    ['$8.00', 'unreadable'],
    ['8.5.5', 'unreadable'],
    ['٨', 'unreadable'],
  ])('%j is %s', (cell, expected) => {
    expect(hours(cell)).toBe(expected);
  });

  it('takes a decimal comma only where told', () => {
    expect(hours('8,5', true)).toBe('17/2');
    expect(hours('8,5h', true)).toBe('17/2');
    expect(hours('1,040.00', true)).toBe('unreadable');
  });

  it('is exact for every number of minutes and of hundredths', () => {
    fc.assert(
      fc.property(fc.nat(6000), (n) => {
        const clock = `${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`;
        expect(hours(clock)).toBe(hours(`${n}m`));
        expect(hours((n / 100).toFixed(2))).toBe(hours(`${(n / 100).toFixed(2)}h`));
      }),
    );
  });

  it('reads bare breaks in the unit of the product', () => {
    const read = (cell: string, unit: 'minutes' | 'hours'): string => {
      const value = parseBreakCell(cell, unit);
      return value.is === 'hours' ? toFraction(value.hours) : value.is;
    };
    expect([read('30', 'minutes'), read('0.5', 'hours'), read('0:30', 'minutes'), read('30 min', 'hours')]).toEqual(
      Array(4).fill('1/2'),
    );
  });
});

describe('dates', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['1/5/2026', '2026-01-05'],
    ['01/05/26', '2026-01-05'],
    ['01-05-2026', '2026-01-05'],
    ['5.1.2026', '2026-01-05'],
    ['Jan 5, 2026', '2026-01-05'],
    ['May 5 2025', '2025-05-05'],
    ['5-Jan-26', '2026-01-05'],
    ['Mon, Jan 5, 2026', '2026-01-05'],
    ['Tuesday 1/6/2026', '2026-01-06'],
    ['2/29/2028', '2028-02-29'],
    ['2/29/2026', undefined],
    ['13/1/2026', undefined],
    ['0/1/2026', undefined],
    ['Foo 5, 2026', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('%j is %s', (cell, expected) => {
    expect(parseDateCell(cell, 'mdy')).toBe(expected);
  });

  const order = (...cells: string[]): ReturnType<typeof settleOrder> => {
    const evidence = noEvidence();
    for (const cell of cells) weighDate(evidence, cell);
    return settleOrder(evidence);
  };

  it('settles the order of month and day from the whole column', () => {
    expect(order('1/5/2026', '1/25/2026')).toEqual({ order: 'mdy', sure: true, mixed: false });
    expect(order('5/1/2026', '25/1/2026')).toEqual({ order: 'dmy', sure: true, mixed: false });
    expect(order('1/5/2026')).toEqual({ order: 'mdy', sure: false, mixed: false });
    expect(order('25/1/2026', '1/25/2026')).toEqual({ order: 'mdy', sure: false, mixed: true });
    expect(order('2026-01-05', '3/3/2026')).toEqual({ order: 'mdy', sure: true, mixed: false });
  });

  it('finds the dates of a title', () => {
    expect(findDates('Payroll Period,07/20/2026 To 08/02/2026')).toEqual(['07/20/2026', '08/02/2026']);
    expect(findDates('May 5 2025 To May 18 2025')).toEqual(['May 5 2025', 'May 18 2025']);
  });
});

describe('moments', () => {
  const at = (cell: string): string | undefined => {
    const reader = createMomentReader('mdy');
    const { moment } = reader.moment(cell, reader.date('2026-01-05'));
    return moment === undefined
      ? undefined
      : localText(moment) + (moment.offsetMinutes === undefined ? '' : offsetText(moment.offsetMinutes));
  };

  it.each([
    ['9:00 AM', '2026-01-05T09:00:00'],
    ['9:00am', '2026-01-05T09:00:00'],
    ['9am', '2026-01-05T09:00:00'],
    ['9:15p', '2026-01-05T21:15:00'],
    ['12:00 AM', '2026-01-05T00:00:00'],
    ['12:30 p.m.', '2026-01-05T12:30:00'],
    ['21:00', '2026-01-05T21:00:00'],
    ['24:00', '2026-01-06T00:00:00'],
    ['0930', '2026-01-05T09:30:00'],
    ['2026-02-03T04:05:06', '2026-02-03T04:05:06'],
    ['2026-02-03T04:05:06.123-05:00', '2026-02-03T04:05:06-05:00'],
    ['2026-02-03 04:05Z', '2026-02-03T04:05:00+00:00'],
    ['2/3/2026 4:05 PM', '2026-02-03T16:05:00'],
    ['Feb 3, 2026, 4:05 PM', '2026-02-03T16:05:00'],
    ['13:30 PM', '2026-01-05T13:30:00'],
    ['13:30 AM', undefined],
    ['25:00', undefined],
    ['9:75', undefined],
    ['noon', undefined],
    ['2026-02-30 09:00', undefined],
    ['2026-02-03', undefined],
  ])('%j is %s', (cell, expected) => {
    expect(at(cell)).toBe(expected);
  });

  it('takes a bare date for a date', () => {
    expect(splitMoment('5 January 2026')).toEqual({ date: '5 January 2026' });
  });
});

describe('pay codes', () => {
  it.each([
    ['', 'work'],
    ['Regular', 'work'],
    ['REG', 'work'],
    ['Overtime 1.5', 'work'],
    ['O/T', 'work'],
    ['Double Time', 'work'],
    ['Holiday Worked', 'work'],
    ['Sick', 'use'],
    ['MI-ESTA', 'use'],
    ['EST', 'use'],
    ['PTO', 'use'],
    ['Paid Time Off', 'use'],
    ['Sick Leave', 'use'],
    ['Holiday', 'ignore'],
    ['Vacation Pay', 'ignore'],
    ['Lunch Break', 'ignore'],
    ['Time Off', 'ignore'],
    ['XK-7', undefined],
    ['42', undefined],
  ])('%j is %s', (code, expected) => {
    expect(payKindOf(code)).toBe(expected);
  });
});

describe('jobs that are pay codes in disguise', () => {
  it.each([
    ['Sick', 'use'],
    ['Paid Sick Leave', 'use'],
    ['PTO', 'use'],
    ['Lunch Break', 'ignore'],
    ['Vacation', 'ignore'],
    ['Jury Duty', 'ignore'],
    ['Floating Holiday', 'ignore'],
    ['Maternity Leave', 'ignore'],
    ['Maternity', 'work'],
    ['Public Works', 'work'],
    ['Duty', 'work'],
    ['Company Time', 'work'],
    ['Holiday Inn', 'work'],
    ['Sick Kids Hospital', 'work'],
    ['Break room remodel', 'work'],
    ['42', 'work'],
    ['', 'work'],
  ])('%j is %s', (job, expected) => {
    expect(payKindOfJob(job)).toBe(expected);
  });
});

describe('employees', () => {
  it('keeps leading zeros and drops what spreadsheets add', () => {
    expect([cleanName('="00123"'), cleanName("'00123"), cleanName('  Ana  de la\u00a0Cruz ')]).toEqual([
      '00123',
      '00123',
      'Ana de la Cruz',
    ]);
  });

  it('reads the two statuses of the Fair Labor Standards Act', () => {
    expect(['Exempt', 'Non-Exempt', 'non exempt', '', 'Salaried'].map(parseFlsa)).toEqual([
      'exempt',
      'nonexempt',
      'nonexempt',
      undefined,
      'unreadable',
    ]);
  });
});
