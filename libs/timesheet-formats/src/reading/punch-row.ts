import type { Rational } from '@esta-logic/shared-types';
import { compare, isZero, rational, sub } from '@esta-logic/shared-types';
import type { Moment } from '../cells/moment-cell.ts';
import type { PlacedMoment } from './clock.ts';
import type { Draft } from './draft.ts';
import { readLists } from './hours-row.ts';
import type { Day } from './moments.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { cellAt, fieldOf, plausible, readDate, refuse } from './sheet.ts';
import { noteIgnored, noteZero, readHours, readPayKind, readWho } from './who-and-what.ts';

/** A shift longer than this is taken, but pointed out: somebody may have forgotten to clock out. */
const LONG_SHIFT_SECONDS = 16 * 3600;
const ZERO = rational(0);

interface Span {
  readonly start: PlacedMoment;
  readonly end: PlacedMoment;
}

/** One row with an in and an out. A row with hours but no clock times (leave, time entered by hand) is read as hours on its date. */
export function readPunchRow(sheet: Sheet, row: SheetRow): readonly Draft[] {
  const who = readWho(sheet, row);
  const kind = who === undefined ? undefined : readPayKind(sheet, row);
  if (who === undefined || kind === undefined) return [];
  if (kind === 'ignore') {
    noteIgnored(sheet, row, fieldOf(sheet, row, 'payCode') || fieldOf(sheet, row, 'job'));
    return [];
  }
  const { start, end, hours, date: dateColumn } = sheet.columns.fields;
  const lists = readLists(sheet, row, 24);
  if (lists === undefined) return [];
  const unclocked = cellAt(row, start) === '' && cellAt(row, end) === '';
  const drafts: Draft[] = [];
  if (!unclocked) {
    const shift = readShift(sheet, row, kind);
    if (shift === undefined) return [];
    if (isZero(shift.hours)) noteZero(sheet, row);
    else drafts.push({ row: row.row, ...who, kind, ...shift });
  } else if (isZero(lists.use) || cellAt(row, hours) !== '') {
    const day = readUnclocked(sheet, row, kind);
    if (day === undefined) return [];
    if (!isZero(day.hours)) drafts.push({ row: row.row, ...who, kind, ...day });
    else if (isZero(lists.use)) noteZero(sheet, row);
  }
  if (isZero(lists.use)) return drafts;
  const date = drafts[0]?.date ?? readDate(sheet, cellAt(row, dateColumn));
  if (date === undefined)
    return refuse(sheet, row, dateColumn, 'BAD_DATE', 'is not a date', 'write it like 1/5/2026 or 2026-01-05') ?? [];
  return plausible(sheet, row, dateColumn, date, 'use')
    ? [...drafts, { row: row.row, ...who, kind: 'use', date, hours: lists.use }]
    : [];
}

/** Hours on a date, where the clock columns are empty. */
function readUnclocked(sheet: Sheet, row: SheetRow, kind: 'work' | 'use'): Pick<Draft, 'date' | 'hours'> | undefined {
  const { date: dateColumn, hours: hoursColumn, start } = sheet.columns.fields;
  if (hoursColumn === undefined || cellAt(row, hoursColumn) === '') {
    return refuse(
      sheet,
      row,
      start,
      'MISSING_TIME',
      'has no clock-in time',
      'write when the shift started and ended, or delete the row',
    );
  }
  const date = readDate(sheet, cellAt(row, dateColumn));
  if (date === undefined)
    return refuse(sheet, row, dateColumn, 'BAD_DATE', 'is not a date', 'write it like 1/5/2026 or 2026-01-05');
  if (!plausible(sheet, row, dateColumn, date, kind)) return undefined;
  const hours = readHours(sheet, row, hoursColumn, 24);
  return hours === undefined ? undefined : { date, hours: hours === 'blank' ? ZERO : hours };
}

function readShift(
  sheet: Sheet,
  row: SheetRow,
  kind: 'work' | 'use',
): Pick<Draft, 'date' | 'hours' | 'start' | 'end'> | undefined {
  const span = readSpan(sheet, row);
  if (span === undefined) return undefined;
  const { date } = span.start;
  if (!plausible(sheet, row, sheet.columns.fields.date ?? sheet.columns.fields.start, date, kind)) return undefined;
  const elapsed = rational(span.end.seconds - span.start.seconds, 3600);
  const pause = readBreak(sheet, row, elapsed);
  if (pause === undefined) return undefined;
  const hours = reconcile(sheet, row, elapsed, pause);
  return hours === undefined ? undefined : { date, hours, ...span };
}

/** The day that a cell names, or undefined after refusing the row. */
function dayOf(sheet: Sheet, row: SheetRow, column: number): Day | undefined {
  const day = sheet.moments.date(cellAt(row, column));
  return day ?? refuse(sheet, row, column, 'BAD_DATE', 'is not a date', 'write it like 1/5/2026 or 2026-01-05');
}

/** The start on its day: the cell's own date, else the date column's. */
function readStart(sheet: Sheet, row: SheetRow): Moment | undefined {
  const { start: column, date: dateColumn } = sheet.columns.fields;
  const text = cellAt(row, column);
  if (text === '')
    return refuse(sheet, row, column, 'MISSING_TIME', '', 'write when the shift started, or delete the row');
  const known = dateColumn === undefined ? undefined : sheet.moments.date(cellAt(row, dateColumn));
  const { moment, ownDate } = sheet.moments.moment(text, known);
  if (!ownDate && dateColumn !== undefined && known === undefined) return dayOf(sheet, row, dateColumn) && undefined;
  return moment ?? badTime(sheet, row, column, known === undefined);
}

/** Start and end on the time line. An end with no date of its own that is before the start is on the next day. */
function readSpan(sheet: Sheet, row: SheetRow): Span | undefined {
  const { end: endColumn, endDate: endDateColumn } = sheet.columns.fields;
  const start = readStart(sheet, row);
  if (start === undefined) return undefined;
  const endText = cellAt(row, endColumn);
  if (endText === '')
    return refuse(
      sheet,
      row,
      endColumn,
      'MISSING_TIME',
      '',
      'write when the shift ended, or delete the row while it is still open',
    );
  const placedStart = sheet.clock.place(start);
  const dated = endDateColumn !== undefined && cellAt(row, endDateColumn) !== '';
  const endDay = dated ? dayOf(sheet, row, endDateColumn) : { date: placedStart.date, epochDay: start.epochDay };
  if (endDay === undefined) return undefined;
  const { moment: end, ownDate } = sheet.moments.moment(endText, endDay);
  if (end === undefined) return badTime(sheet, row, endColumn, false);
  const wraps = !dated && !ownDate && end.second < start.second;
  return checkSpan(sheet, row, {
    start: placedStart,
    end: sheet.clock.place(wraps ? { ...end, epochDay: end.epochDay + 1 } : end),
  });
}

function badTime(sheet: Sheet, row: SheetRow, column: number | undefined, dateless: boolean): undefined {
  const cure = dateless ? 'write it with its date, like 1/5/2026 9:00 AM' : 'write it like 9:00 AM or 21:00';
  return refuse(sheet, row, column, 'BAD_TIME', dateless ? 'is not a date with a time' : 'is not a time of day', cure);
}

function checkSpan(sheet: Sheet, row: SheetRow, span: Span): Span | undefined {
  const { end: endColumn } = sheet.columns.fields;
  const seconds = span.end.seconds - span.start.seconds;
  if (seconds <= 0) {
    const problem = seconds === 0 ? 'is the same moment as the start' : 'is before the start';
    return refuse(sheet, row, endColumn, 'END_BEFORE_START', problem, 'correct the time, or the date it belongs to');
  }
  if (seconds > 25 * 3600 || (seconds > 24 * 3600 && span.start.offsetMinutes === span.end.offsetMinutes)) {
    return refuse(
      sheet,
      row,
      endColumn,
      'TOO_MANY_HOURS',
      'is more than 24 hours after the start',
      'correct the time, or split the row into its shifts',
    );
  }
  if (seconds > LONG_SHIFT_SECONDS) {
    sheet.notes.inRow(
      'LONG_SHIFT',
      row.row,
      (rows) => `More than 16 hours from in to out in ${rows}: check that nobody forgot to clock out.`,
    );
  }
  if (span.start.offsetMinutes !== span.end.offsetMinutes) {
    sheet.notes.inRow(
      'CLOCK_CHANGE',
      row.row,
      (rows) => `The clocks changed during the shift in ${rows}: the hours are those really lived through.`,
    );
  }
  return span;
}

function readBreak(sheet: Sheet, row: SheetRow, elapsed: Rational): Rational | undefined {
  const column = sheet.columns.fields.break;
  const read = sheet.cells.pause(cellAt(row, column));
  if (read.is === 'blank') return ZERO;
  if (read.is !== 'hours') {
    const problem = read.is === 'negative' ? 'is below zero' : 'is not a length of time';
    return refuse(
      sheet,
      row,
      column,
      'BAD_BREAK',
      problem,
      `write the unpaid break in ${sheet.layout.breakUnit ?? 'minutes'}, or like 0:30`,
    );
  }
  if (compare(read.hours, elapsed) <= 0) return read.hours;
  return refuse(
    sheet,
    row,
    column,
    'BAD_BREAK',
    'is a longer break than the shift',
    `check that it is in ${sheet.layout.breakUnit ?? 'minutes'}`,
  );
}

const HUNDREDTH = rational(1, 100);
const MINUTE = rational(1, 60);

/**
 * The hours of a shift from its clock times, its break and the hours that the file itself states.
 * The file's figure decides, since it is what was paid; where it is the clock's figure rounded, the clock's exact one is taken.
 */
function reconcile(sheet: Sheet, row: SheetRow, elapsed: Rational, pause: Rational): Rational | undefined {
  const net = sub(elapsed, pause);
  const column = sheet.columns.fields.hours;
  if (column === undefined) return net;
  const stated = readHours(sheet, row, column, 24);
  if (stated === undefined || stated === 'blank') return stated === undefined ? undefined : net;
  const style = sheet.cells.hours(cellAt(row, column));
  const tolerance = style.is === 'hours' && style.style === 'decimal' ? HUNDREDTH : MINUTE;
  if (style.is === 'hours' && style.style !== 'seconds') {
    if (within(stated, net, tolerance)) return net;
    if (within(stated, elapsed, tolerance)) return elapsed;
  }
  const tooMany = compare(sub(stated, elapsed), tolerance) > 0;
  const tooFew = sheet.columns.fields.break !== undefined && compare(sub(net, stated), tolerance) > 0;
  if (tooMany || tooFew) {
    const message = (rows: string): string =>
      `The stated hours differ from the clock times in ${rows}: the stated hours were taken.`;
    sheet.notes.inRow('STATED_HOURS_DIFFER', row.row, message);
  }
  return stated;
}

/** Rounding to hundredths, or cutting to them, moves a figure by less than one. */
function within(a: Rational, b: Rational, tolerance: Rational): boolean {
  const gap = sub(a, b);
  return compare(gap, tolerance) < 0 && compare(gap, rational(-BigInt(tolerance.n), BigInt(tolerance.d))) > 0;
}
