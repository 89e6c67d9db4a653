import { add, parseRational, toFraction, ZERO } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimesheetReading } from './index.ts';
import { describeLayouts, readTimesheet, readTimesheetText, writeCsv } from './index.ts';

const two = (value: number): string => String(value).padStart(2, '0');

interface Punch {
  readonly employee: number;
  readonly day: number;
  readonly start: number;
  readonly minutes: number;
  readonly pause: number;
  readonly code: string;
}

const punch: fc.Arbitrary<Punch> = fc.record({
  employee: fc.integer({ min: 1, max: 4 }),
  day: fc.integer({ min: 1, max: 28 }),
  start: fc.integer({ min: 0, max: 1439 }),
  minutes: fc.integer({ min: 61, max: 1439 }),
  pause: fc.constantFrom(0, 15, 30, 60),
  code: fc.constantFrom('Regular', 'Overtime', 'Sick', 'PTO', 'Holiday', ''),
});

const HEADER = ['Employee ID', 'Employee Name', 'Date', 'Clock In', 'Clock Out', 'Break', 'Pay Code'];

const clock = (minute: number, style: 'us' | 'iso'): string => {
  const [hour, rest] = [Math.floor(minute / 60) % 24, minute % 60];
  return style === 'iso'
    ? `${two(hour)}:${two(rest)}`
    : `${hour % 12 === 0 ? 12 : hour % 12}:${two(rest)} ${hour < 12 ? 'AM' : 'PM'}`;
};

const record = (shift: Punch, style: 'us' | 'iso'): string[] => [
  String(1000 + shift.employee),
  `Doe, "P${shift.employee}"\nJr`,
  style === 'iso' ? `2026-03-${two(shift.day)}` : `3/${shift.day}/2026`,
  clock(shift.start, style),
  clock(shift.start + shift.minutes, style),
  String(shift.pause),
  shift.code,
];

const text = (shifts: readonly Punch[], style: 'us' | 'iso' = 'iso'): string =>
  writeCsv([HEADER, ...shifts.map((shift) => record(shift, style))]);

/** Exact hours of each employee and kind: what must not change when the writing of a file does. */
function totals(reading: TimesheetReading): Record<string, string> {
  const sums: Record<string, string> = {};
  for (const row of reading.rows) {
    const key = `${row.employee} ${row.kind}`;
    sums[key] = toFraction(add(parseRational(sums[key] ?? '0') ?? ZERO, parseRational(row.hours) ?? ZERO));
  }
  return sums;
}

const shifts = fc.array(punch, { minLength: 1, maxLength: 25 });

describe('what a reading does not depend on', () => {
  it('chunk boundaries', async () => {
    await fc.assert(
      fc.asyncProperty(shifts, fc.array(fc.nat(3000), { maxLength: 12 }), async (list, cuts) => {
        const whole = text(list);
        const points = [0, ...cuts.map((cut) => cut % (whole.length + 1)), whole.length].sort((a, b) => a - b);
        const chunks = points.slice(1).map((end, k) => whole.slice(points[k], end));
        expect(await readTimesheet(chunks)).toEqual(readTimesheetText(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('a file longer than what the delimiter is guessed from, in chunks of any size', () => {
    const lines = Array.from({ length: 900 }, (_, k) => `E${k % 50},2026-01-${two(1 + (k % 28))},${k % 9}.${k % 4}5`);
    const whole = `employee,date,hours\r\n${lines.join('\r\n')}\r\n`;
    const expected = readTimesheetText(whole);
    expect(expected.rows.length + expected.notes.length).toBeGreaterThan(800);
    return fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), async (size) => {
        const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, k) =>
          whole.slice(k * size, (k + 1) * size),
        );
        expect(await readTimesheet(chunks)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('the order of rows, in totals and in keys', () => {
    fc.assert(
      fc.property(
        shifts.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const [a, b] = [readTimesheetText(text(list)), readTimesheetText(text(shuffled))];
          expect(totals(b)).toEqual(totals(a));
          expect(b.rows.map((row) => row.key).sort()).toEqual(a.rows.map((row) => row.key).sort());
          expect(b.rejected.length).toBe(a.rejected.length);
        },
      ),
    );
  });

  it('how dates and times are written', () => {
    fc.assert(
      fc.property(shifts, (list) => {
        const [iso, us] = [readTimesheetText(text(list, 'iso')), readTimesheetText(text(list, 'us'))];
        expect(us.rows).toEqual(iso.rows);
      }),
    );
  });
});

describe('what every reading keeps', () => {
  it('each row is taken, refused, or left out by name; no two rows share a key', () => {
    fc.assert(
      fc.property(shifts, (list) => {
        const reading = readTimesheetText(text(list));
        const left = list.filter((shift) => shift.code === 'Holiday').length;
        expect(reading.rows.length + reading.rejected.length + left).toBe(list.length);
        expect(new Set(reading.rows.map((row) => row.key)).size).toBe(reading.rows.length);
        expect(readTimesheetText(text(list)).rows).toEqual(reading.rows);
      }),
    );
  });

  it('hours come back exactly from a file of our own', () => {
    const entry = fc.record({
      employee: fc.stringMatching(/^[A-Za-z0-9 /%",;-]{1,12}$/),
      day: fc.integer({ min: 1, max: 31 }),
      minutes: fc.integer({ min: 1, max: 1440 }),
    });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        (entries, delimiter) => {
          const named = entries.map((e) => ({ ...e, employee: `E${e.employee}x` }));
          const rows = named.map((e) => [
            e.employee,
            `2026-01-${two(e.day)}`,
            `${Math.floor(e.minutes / 60)}:${two(e.minutes % 60)}`,
          ]);
          const reading = readTimesheetText(writeCsv([['employee', 'date', 'hours'], ...rows], delimiter));
          expect(reading.rejected).toEqual([]);
          expect(reading.rows.map((row) => [row.employee, row.date, row.hours])).toEqual(
            named.map((e) => [
              e.employee.replace(/\s+/g, ' '),
              `2026-01-${two(e.day)}`,
              toFraction(parseRational(`${e.minutes}/60`) ?? ZERO),
            ]),
          );
        },
      ),
    );
  });
});

describe('nothing a file contains makes the reader throw', () => {
  const headers = describeLayouts().map((layout) => layout.example.split('\n')[0] ?? '');
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '',
      '8',
      '-8',
      '8:30',
      '1/5/2026',
      '2026-02-30',
      '9:00 AM',
      '25:00',
      'Sick',
      '"',
      '1e9',
      '9'.repeat(40),
      '1/5/2026 9:00 AM',
      'Total',
      '-',
      '24:00',
    ),
  );

  it('in rows under every header', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...headers),
        fc.array(fc.array(cell, { maxLength: 24 }), { maxLength: 6 }),
        (header, rows) => {
          const reading = readTimesheetText(`${header}\n${writeCsv(rows.filter((row) => row.length > 0))}`);
          for (const row of reading.rows) expect(parseRational(row.hours)?.n).toBeGreaterThan(0);
          for (const refusal of reading.rejected) expect(refusal.reason).toMatch(/^[^\n]+\.$/u);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('in any text at all', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', 'a', '1', '/', ':') }),
        ),
        (whole) => {
          const reading = readTimesheetText(whole);
          expect(reading.rejected.length + reading.rows.length + reading.employees.length).toBeGreaterThanOrEqual(
            reading.layout === null ? 1 : 0,
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});
