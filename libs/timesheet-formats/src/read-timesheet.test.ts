import { describe, expect, it } from 'vitest';
import type { ReadOptions, TimesheetReading } from './index.ts';
import { createTimesheetReader, readTimesheet, readTimesheetText } from './index.ts';

const read = (lines: string[], options: ReadOptions = {}): TimesheetReading =>
  readTimesheetText(lines.join('\n'), options);
const hours = (...rows: string[]): TimesheetReading => read(['employee,date,hours,kind', ...rows]);
const punches = (...rows: string[]): TimesheetReading => read(['Employee ID,Date,Clock In,Clock Out,Break', ...rows]);
const only = (reading: TimesheetReading): string => {
  expect(reading.rows).toEqual([]);
  expect(reading.rejected).toHaveLength(1);
  return `${reading.rejected[0]?.code}: ${reading.rejected[0]?.reason}`;
};

describe('a refused row names its row, column, value and cure', () => {
  it.each([
    [
      'E1,2026-01-05,-3,',
      'NEGATIVE_HOURS: Row 2, column "hours": "-3" is below zero; correct the row it takes back, then delete this one.',
    ],
    [
      'E1,2026-01-05,24.01,',
      'TOO_MANY_HOURS: Row 2, column "hours": "24.01" is more than 24 hours; correct the hours.',
    ],
    [
      'E1,2026-01-05,eight,',
      'BAD_HOURS: Row 2, column "hours": "eight" is not a number of hours; write it like 8.5 or 8:30.',
    ],
    [
      'E1,2026-01-05,,',
      'BAD_HOURS: Row 2, column "hours": the cell is empty; write the hours, 0 if there were none, or delete the row.',
    ],
    [
      ',2026-01-05,8,',
      'MISSING_EMPLOYEE: Row 2, column "employee": the cell is empty; write the employee\'s number or name.',
    ],
    [
      'E1,2026-02-30,8,',
      'BAD_DATE: Row 2, column "date": "2026-02-30" is not a date; write it like 1/5/2026 or 2026-01-05.',
    ],
    [
      'E1,2126-01-05,8,',
      'DATE_OUT_OF_RANGE: Row 2, column "date": "2126-01-05" is 2126-01-05, too far away to be a workday; correct the year.',
    ],
    [
      'E1,2026-01-05,8,XYZ',
      'UNKNOWN_PAY_CODE: Row 2, column "kind": "XYZ" is a pay code that could mean work or leave; write Regular, Overtime, Sick, PTO, Holiday or Vacation, or name the code when importing.',
    ],
    [
      'Lopez, Ana,2026-01-05,8,work',
      'TOO_MANY_CELLS: Row 2: "work" stands right of the last heading (5 cells, 4 headings); put quotation marks around the cell that contains the delimiter.',
    ],
  ])('%s', (row, expected) => {
    expect(only(hours(row))).toBe(expected);
  });

  it.each([
    [
      '1,2026-01-05,9:00 AM,,0',
      'MISSING_TIME: Row 2, column "Clock Out": the cell is empty; write when the shift ended, or delete the row while it is still open.',
    ],
    [
      '1,2026-01-05,,17:00,0',
      'MISSING_TIME: Row 2, column "Clock In": the cell is empty; write when the shift started, or delete the row.',
    ],
    [
      '1,2026-01-05,9:00,25:00,0',
      'BAD_TIME: Row 2, column "Clock Out": "25:00" is not a time of day; write it like 9:00 AM or 21:00.',
    ],
    [
      '1,tomorrow,9:00,17:00,0',
      'BAD_DATE: Row 2, column "Date": "tomorrow" is not a date; write it like 1/5/2026 or 2026-01-05.',
    ],
    [
      '1,2026-01-05,9:00,9:00,0',
      'END_BEFORE_START: Row 2, column "Clock Out": "9:00" is the same moment as the start; correct the time, or the date it belongs to.',
    ],
    [
      '1,2026-01-05,9:00,12:00,240',
      'BAD_BREAK: Row 2, column "Break": "240" is a longer break than the shift; check that it is in minutes.',
    ],
    [
      '1,2026-01-05,2026-01-05 9:00,2026-01-07 9:00,0',
      'TOO_MANY_HOURS: Row 2, column "Clock Out": "2026-01-07 9:00" is more than 24 hours after the start; correct the time, or split the row into its shifts.',
    ],
    [
      '1,2026-01-05,2026-01-05 9:00,2026-01-05 8:00,0',
      'END_BEFORE_START: Row 2, column "Clock Out": "2026-01-05 8:00" is before the start; correct the time, or the date it belongs to.',
    ],
  ])('%s', (row, expected) => {
    expect(only(punches(row))).toBe(expected);
  });

  it('shows no control characters and no novels', () => {
    const [rejection] = hours(`E1,"20\u00072\n6${'x'.repeat(500)}",8,`).rejected;
    expect(rejection?.value).toHaveLength(60);
    expect(rejection?.reason).toMatch(/^[^\p{Cc}]+$/u);
  });
});

describe('shifts', () => {
  it('that end before they start end on the next day', () => {
    const { rows, rejected } = punches('1,2026-01-31,10:00 PM,6:30 AM,30');
    expect(rejected).toEqual([]);
    expect(rows).toMatchObject([
      { date: '2026-01-31', hours: '8', start: '2026-01-31T22:00:00', end: '2026-02-01T06:30:00' },
    ]);
  });

  it('of one employee that overlap are refused, the later one, whatever the order of rows', () => {
    const rows = [
      '1,2026-01-05,9:00,17:00,0',
      '1,2026-01-05,16:00,20:00,0',
      '2,2026-01-05,9:00,17:00,0',
      '1,2026-01-05,17:00,18:00,0',
    ];
    for (const order of [rows, [...rows].reverse()]) {
      const reading = punches(...order);
      expect(reading.rows.map((row) => `${row.employee} ${row.hours}`).sort()).toEqual(['1 1', '1 8', '2 8']);
      expect(reading.rejected).toMatchObject([{ code: 'OVERLAP', value: '16:00' }]);
    }
    expect(punches(...rows).rejected[0]?.reason).toBe(
      'Row 3, column "Clock In": "16:00" falls into the shift of row 2, which ends 2026-01-05 17:00; correct the times of one of them.',
    );
  });

  it('that stand twice in a file count once, and the copy is refused', () => {
    const reading = punches('1,2026-01-05,9:00,17:00,0', '1,2026-01-05,9:00 AM,5:00 PM,0');
    expect(reading.rows).toHaveLength(1);
    expect(reading.rejected[0]?.reason).toBe(
      'Row 3, column "Clock In": "9:00 AM" is the start of the same shift as in row 2; delete one of the two rows.',
    );
  });

  it('longer than 16 hours are taken and pointed out', () => {
    const reading = punches('1,2026-01-05,6:00,23:00,0');
    expect(reading.rows).toHaveLength(1);
    expect(reading.notes).toContainEqual({
      code: 'LONG_SHIFT',
      message: 'More than 16 hours from in to out in row 2: check that nobody forgot to clock out.',
    });
  });

  it('take the hours that the file states where these are no rounding of the clock', () => {
    const reading = read([
      'Employee ID,Date,Clock In,Clock Out,Hours',
      '1,2026-01-05,9:00,17:20,8.33',
      '1,2026-01-06,9:00,17:20,7.5',
      '1,2026-01-07,9:00,17:00,9',
    ]);
    expect(reading.rows.map((row) => row.hours)).toEqual(['25/3', '15/2', '9']);
    expect(reading.notes.map((note) => note.message)).toContain(
      'The stated hours differ from the clock times in row 4: the stated hours were taken.',
    );
  });

  it('keep a paid break: stated hours that are the whole stay, rounded, become the exact stay', () => {
    const reading = read(['Employee ID,Date,Clock In,Clock Out,Break,Hours', '1,2026-01-05,9:00,17:20,30,8.33']);
    expect(reading.rows.map((row) => row.hours)).toEqual(['25/3']);
    expect(reading.notes.map((note) => note.code)).not.toContain('STATED_HOURS_DIFFER');
  });

  it('written in UTC are put on the wall clock of the employer', () => {
    const reading = read(['employee,start,end', 'E1,2026-01-06T03:00:00Z,2026-01-06T08:00:00Z'], {
      offsetMinutesAt: () => -300,
    });
    expect(reading.rows).toMatchObject([
      { date: '2026-01-05', start: '2026-01-05T22:00:00-05:00', end: '2026-01-06T03:00:00-05:00', hours: '5' },
    ]);
  });
});

describe('keys', () => {
  const keysOf = (reading: TimesheetReading): string[] => reading.rows.map((row) => row.key);

  it('tell two equal shifts of a day apart, and are the same on each import', () => {
    const once = hours('E1,2026-01-05,4,', 'E1,2026-01-05,4,');
    expect(keysOf(once)).toEqual(['E1/2026-01-05/work/4h/1', 'E1/2026-01-05/work/4h/2']);
    expect(keysOf(hours('E1,1/5/2026,4:00,', 'E1,2026-01-05,4.0,'))).toEqual(keysOf(once));
  });

  it('of punches are their times on the wall clock, however written', () => {
    const key = '1/2026-01-05/work/2026-01-05T09:00-2026-01-05T17:00/1';
    expect(keysOf(punches('1,2026-01-05,9:00,17:00,30'))).toEqual([key]);
    expect(keysOf(punches('1,1/5/2026,9:00 AM,5:00 PM,0:30'))).toEqual([key]);
  });

  it('cannot be confused by slashes in employee numbers', () => {
    expect(keysOf(hours('A/2026-01-05,2026-01-05,17:30,'))).toEqual(['A%2F2026-01-05/2026-01-05/work/35:2h/1']);
  });
});

describe('dates', () => {
  it('with a day above 12 settle the order of the whole column', () => {
    const reading = hours('E1,5/1/2026,8,', 'E1,25/1/2026,8,');
    expect(reading.rows.map((row) => row.date)).toEqual(['2026-01-05', '2026-01-25']);
    expect(reading.notes.map((note) => note.code)).toEqual(['DAY_FIRST_DATES']);
  });

  it('that could be read two ways are read month first, and said so', () => {
    const reading = hours('E1,5/1/2026,8,');
    expect(reading.rows[0]?.date).toBe('2026-05-01');
    expect(reading.notes[0]?.message).toBe(
      'Dates such as 5/1/2026 could be read two ways, and nothing in the file decides: the month was taken to come first.',
    );
    expect(read(['employee,date,hours', 'E1,5/1/2026,8'], { dateOrder: 'dmy' }).rows[0]?.date).toBe('2026-01-05');
  });

  it('after today are refused for work and allowed for leave', () => {
    const reading = read(['employee,date,hours,kind', 'E1,2026-07-01,8,work', 'E1,2026-07-01,8,sick'], {
      today: '2026-06-30',
    });
    expect(reading.rows).toMatchObject([{ kind: 'use' }]);
    expect(reading.rejected[0]?.reason).toBe(
      'Row 2, column "date": "2026-07-01" is 2026-07-01, which has not come yet (today is 2026-06-30); correct the date, or import the row once it has been worked.',
    );
  });
});

describe('pay periods', () => {
  const header = 'Employee ID,Regular Hours,OT Hours,Period Start,Period End';

  it('are booked on their last day and keep their dates', () => {
    const reading = read([header, '1,72.5,3.25,12/22/2025,1/4/2026']);
    expect(reading.rows).toMatchObject([
      { date: '2026-01-04', hours: '303/4', period: { start: '2025-12-22', end: '2026-01-04' } },
    ]);
    expect(reading.notes.map((note) => note.code)).toEqual(['PERIOD_ON_LAST_DAY', 'PERIOD_ACROSS_YEARS']);
  });

  it('that no part of the file names are refused with the file, or given by the caller', () => {
    const lines = ['Co Code,Batch ID,File #,Reg Hours,O/T Hours', 'ABC,1,1001,80,2'];
    expect(only(read(lines))).toBe(
      'NO_PERIOD: The file (adp-paydata) has hours but does not say for which dates; add a column "Period End" with its last day, or a "date" column if the rows are days.',
    );
    expect(read(lines, { period: { start: '2026-01-05', end: '2026-01-18' } }).rows).toMatchObject([
      { date: '2026-01-18', hours: '82' },
    ]);
  });

  it('named in a title above the header are read in the order of day and month that the title shows', () => {
    const reading = read(['Pay period,20/07/2026 - 02/08/2026', 'Employee ID,Regular Hours', '1,80']);
    expect(reading.rows).toMatchObject([{ date: '2026-08-02', period: { start: '2026-07-20', end: '2026-08-02' } }]);
  });

  it('cannot end before they begin', () => {
    expect(only(read([header, '1,72.5,0,1/18/2026,1/5/2026']))).toContain('DATE_OUT_OF_RANGE');
  });
});

describe("the employer's own pay codes", () => {
  it('are read as told, without case', () => {
    const reading = read(['employee,date,hours,kind', 'E1,2026-01-05,8,XK-7', 'E1,2026-01-06,8,vacation'], {
      payCodes: { 'xk-7': 'work', Vacation: 'use' },
    });
    expect(reading.rows.map((row) => row.kind)).toEqual(['work', 'use']);
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['', 'EMPTY_FILE'],
    ['\uFEFF\r\n\r\n', 'EMPTY_FILE'],
    ['just some words', 'UNKNOWN_LAYOUT'],
    ['a,b,c\n1,2,3\n', 'UNKNOWN_LAYOUT'],
    ['employee,date,hours\nE1,"2026-01-05,8\nE2,2026-01-05,8\n', 'UNCLOSED_QUOTE'],
    ['PK\u0003\u0004\u0014', 'NOT_TEXT'],
    ['e\u0000m\u0000', 'NOT_TEXT'],
  ])('%j', (text, code) => {
    const reading = readTimesheetText(text);
    expect(reading).toMatchObject({ layout: null, kind: 'unknown', rows: [], employees: [], notes: [] });
    expect(reading.rejected).toMatchObject([{ code }]);
    expect(reading.rejected[0]?.reason).toMatch(/\.$/);
  });

  it('say what a named layout lacks', () => {
    expect(only(read(['employee,date,hours', 'E1,2026-01-05,8'], { layout: 'toggl' }))).toBe(
      'MISSING_COLUMN: Row 1: as toggl this file lacks "user", "email", "start date", "start time", "duration" (its headings seem to be employee, date, hours); add what is missing, or let the layout be found with auto.',
    );
    expect(only(read(['employee,date,hours'], { layout: 'abacus' }))).toContain(
      'There is no layout called "abacus"; use auto or one of quickbooks-time, homebase,',
    );
  });

  it('are not mistaken for hours when they list clock events one by one', () => {
    const events = read(['Employee ID,Date,Time,Type', '1,2026-01-05,9:00,IN', '1,2026-01-05,17:00,OUT']);
    expect(only(events)).toContain('UNKNOWN_LAYOUT');
  });

  it('do not keep the whole of a stream that has no header', () => {
    const reader = createTimesheetReader();
    for (let k = 0; k < 5000; k += 1) reader.push(`${k},nothing known\n`);
    expect(reader.end().rejected).toMatchObject([{ code: 'UNKNOWN_LAYOUT', row: 1 }]);
  });
});

describe('readTimesheet', () => {
  it('takes chunks from an async source', async () => {
    const source = (async function* () {
      yield 'employee,date,ho';
      yield 'urs\nE1,2026-01-';
      yield '05,8\n';
    })();
    expect((await readTimesheet(source)).rows).toMatchObject([{ employee: 'E1', hours: '8', row: 2 }]);
  });

  it('says in one sentence how the file was read', () => {
    expect(punches('1,1/15/2026,9:00,17:00,30', '2,1/16/2026,9:00,,30').description).toBe(
      'Read as punches in and out (time-clock), headings in row 1, cells parted by commas, employees told apart by "Employee ID", times as the wall clock shows them: 1 entry of work of 1 employee, 2026-01-15 to 2026-01-15; 1 row not taken.',
    );
  });

  it('refuses the second of two people with one number in an employee list', () => {
    const reading = read(['Employee ID,Name,Hire Date', '1,Ana,2026-01-05', '1,Sam,2026-01-06', '2,Kim,soon']);
    expect(reading.employees).toHaveLength(1);
    expect(reading.rejected.map((rejection) => `${rejection.row} ${rejection.code}`)).toEqual([
      '3 DUPLICATE_EMPLOYEE',
      '4 BAD_DATE',
    ]);
  });

  it('says when letters were lost to a wrong encoding', () => {
    expect(hours('Jos\uFFFD,2026-01-05,8,').notes.map((note) => note.code)).toContain('BAD_ENCODING');
  });

  it('says when the letters are those of Windows', () => {
    const said = (options: ReadOptions): readonly string[] =>
      readTimesheetText('employee,date,hours\nJosé,2026-01-05,8', options).notes.map((note) => note.message);
    expect(said({ encoding: 'windows-1252' }).join(' ')).toMatch(/read with the letters of Windows/);
    expect(said({ encoding: 'windows-1252', language: 'es' }).join(' ')).toMatch(/se leyó con las letras de Windows/);
    expect(said({ encoding: 'utf-8' }).join(' ')).not.toMatch(/Windows/);
  });

  it('warns of more than 24 hours of work on one day', () => {
    expect(hours('E1,2026-01-05,16,', 'E1,2026-01-05,9,').notes.map((note) => note.code)).toContain(
      'DAY_OVER_24_HOURS',
    );
  });
});
