import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { add, daysBetween, isZero, rational } from '@esta-logic/shared-types';
import { findDates } from '../cells/date-cell.ts';
import type { Draft } from './draft.ts';
import type { Period, Sheet, SheetRow } from './sheet.ts';
import { cellAt, fieldOf, plausible, readDate, refuse } from './sheet.ts';
import type { Who } from './who-and-what.ts';
import { kindOfCode, noteIgnored, noteZero, readHours, readPayKind, readWho } from './who-and-what.ts';

const ZERO = rational(0);

/** Hours of work and of use that one row holds. */
export interface Amounts {
  readonly work: Rational;
  readonly use: Rational;
}

/** Adds up the columns that a layout lists as work, use or neither; undefined when a cell was refused. */
export function readLists(sheet: Sheet, row: SheetRow, most: number): Amounts | undefined {
  const { work, use, ignored } = sheet.columns.lists;
  const workHours = sum(sheet, row, work, most);
  const useHours = workHours === undefined ? undefined : sum(sheet, row, use, most);
  if (workHours === undefined || useHours === undefined) return undefined;
  for (const column of ignored) {
    const hours = readHours(sheet, row, column, most);
    if (hours === undefined) return undefined;
    if (hours !== 'blank' && !isZero(hours)) noteIgnored(sheet, row, (sheet.header[column] ?? '').trim());
  }
  return { work: workHours, use: useHours };
}

function sum(sheet: Sheet, row: SheetRow, columns: readonly number[], most: number): Rational | undefined {
  let total = ZERO;
  for (const column of columns) {
    const hours = readHours(sheet, row, column, most);
    if (hours === undefined) return undefined;
    if (hours !== 'blank') total = add(total, hours);
  }
  return total;
}

/** The hours of a row of days or periods: listed columns, pairs of code and hours, or one hours column under a pay code. */
function readAmounts(sheet: Sheet, row: SheetRow, most: number): Amounts | undefined {
  const kind = readPayKind(sheet, row);
  const lists = kind === undefined ? undefined : readLists(sheet, row, most);
  if (kind === undefined || lists === undefined) return undefined;
  let { work, use } = lists;
  for (const [codeColumn, amountColumn] of sheet.columns.coded) {
    const hours = readHours(sheet, row, amountColumn, most);
    if (hours === undefined) return undefined;
    if (hours === 'blank' || isZero(hours)) continue;
    const coded = kindOfCode(sheet, row, codeColumn, cellAt(row, codeColumn));
    if (coded === undefined) return undefined;
    if (coded === 'work') work = add(work, hours);
    else if (coded === 'use') use = add(use, hours);
    else noteIgnored(sheet, row, cellAt(row, codeColumn));
  }
  const single = readSingle(sheet, row, most);
  if (single === undefined) return undefined;
  work = add(work, single);
  if (kind === 'work') return { work, use };
  if (kind === 'use') return { work: ZERO, use: add(work, use) };
  noteIgnored(sheet, row, fieldOf(sheet, row, 'payCode') || fieldOf(sheet, row, 'job'));
  return undefined;
}

/** The one hours column; where a layout lists work columns too, a total beside them is not added again. */
function readSingle(sheet: Sheet, row: SheetRow, most: number): Rational | undefined {
  const column = sheet.columns.fields.hours;
  if (column === undefined || sheet.columns.lists.work.length > 0) return ZERO;
  const hours = readHours(sheet, row, column, most);
  if (hours !== 'blank') return hours;
  if (sheet.columns.lists.use.length > 0) return ZERO;
  return refuse(sheet, row, column, 'BAD_HOURS', '', 'write the hours, 0 if there were none, or delete the row');
}

function drafts(row: SheetRow, who: Who, amounts: Amounts, day: Pick<Draft, 'date' | 'period'>): readonly Draft[] {
  const made: Draft[] = [];
  if (!isZero(amounts.work)) made.push({ row: row.row, ...who, kind: 'work', hours: amounts.work, ...day });
  if (!isZero(amounts.use)) made.push({ row: row.row, ...who, kind: 'use', hours: amounts.use, ...day });
  return made;
}

function allPlausible(
  sheet: Sheet,
  row: SheetRow,
  column: number | undefined,
  made: readonly Draft[],
): readonly Draft[] {
  return made.every((draft) => plausible(sheet, row, column, draft.date, draft.kind)) ? made : [];
}

/** One row per employee and day. */
export function readDayRow(sheet: Sheet, row: SheetRow): readonly Draft[] {
  const who = readWho(sheet, row);
  if (who === undefined) return [];
  const column = sheet.columns.fields.date;
  const date = readDate(sheet, cellAt(row, column));
  if (date === undefined)
    return refuse(sheet, row, column, 'BAD_DATE', 'is not a date', 'write it like 1/5/2026 or 2026-01-05') ?? [];
  const amounts = readAmounts(sheet, row, 24);
  if (amounts === undefined) return [];
  const made = drafts(row, who, amounts, { date });
  if (made.length === 0) noteZero(sheet, row);
  return allPlausible(sheet, row, column, made);
}

/** One row per employee, one column per date; an empty cell is a day off. */
export function readWideRow(sheet: Sheet, row: SheetRow): readonly Draft[] {
  const who = readWho(sheet, row);
  const kind = who === undefined ? undefined : readPayKind(sheet, row);
  if (who === undefined || kind === undefined) return [];
  if (kind === 'ignore') {
    noteIgnored(sheet, row, fieldOf(sheet, row, 'payCode') || fieldOf(sheet, row, 'job'));
    return [];
  }
  const made: Draft[] = [];
  for (const column of sheet.columns.dates) {
    const date = readDate(sheet, (sheet.header[column] ?? '').trim());
    const hours = readHours(sheet, row, column, 24);
    if (date === undefined || hours === undefined) return [];
    if (hours === 'blank' || isZero(hours)) continue;
    if (!plausible(sheet, row, column, date, kind)) return [];
    made.push({ row: row.row, ...who, kind, hours, date });
  }
  return made;
}

/** Longest period whose length is believed: a year and a day. */
const LONGEST_PERIOD = 367;

/** One row per employee and pay period, booked on the period's last day. */
export function readPeriodRow(sheet: Sheet, row: SheetRow): readonly Draft[] {
  const who = readWho(sheet, row);
  const period = who === undefined ? undefined : readPeriod(sheet, row);
  if (who === undefined || period === undefined) return [];
  const days = period.start === undefined ? 31 : daysBetween(period.start, period.end) + 1;
  const amounts = readAmounts(sheet, row, days * 24);
  if (amounts === undefined) return [];
  const made = drafts(row, who, amounts, { date: period.end, period });
  if (made.length === 0) noteZero(sheet, row);
  if (period.start !== undefined && period.start.slice(0, 4) !== period.end.slice(0, 4)) {
    const message = (rows: string): string =>
      `The pay period of ${rows} begins in one year and ends in the next: all its hours are booked in the later one.`;
    sheet.notes.inRow('PERIOD_ACROSS_YEARS', row.row, message);
  }
  return allPlausible(sheet, row, sheet.columns.fields.periodEnd ?? sheet.columns.fields.period, made);
}

function readPeriod(sheet: Sheet, row: SheetRow): Period | undefined {
  const { period: both, periodStart, periodEnd } = sheet.columns.fields;
  const endColumn = periodEnd ?? both;
  if (endColumn === undefined) return sheet.period;
  const [first, second] =
    periodEnd === undefined ? findDates(cellAt(row, both)) : [cellAt(row, periodStart), cellAt(row, periodEnd)];
  const end = readDate(sheet, second ?? '');
  if (end === undefined) {
    const example = periodEnd === undefined ? '1/5/2026 - 1/18/2026' : '1/18/2026';
    return refuse(
      sheet,
      row,
      endColumn,
      'BAD_DATE',
      'does not say when the pay period ends',
      `write it like ${example}`,
    );
  }
  if (first === undefined || first === '') return { end };
  return checkPeriod(sheet, row, periodStart ?? endColumn, readDate(sheet, first), end);
}

function checkPeriod(
  sheet: Sheet,
  row: SheetRow,
  column: number,
  start: PlainDate | undefined,
  end: PlainDate,
): Period | undefined {
  if (start === undefined)
    return refuse(sheet, row, column, 'BAD_DATE', 'is not a date', 'write it like 1/5/2026 or 2026-01-05');
  const days = daysBetween(start, end) + 1;
  if (days >= 1 && days <= LONGEST_PERIOD) return { start, end };
  return refuse(sheet, row, column, 'DATE_OUT_OF_RANGE', `to ${end} is not a pay period`, 'check both of its dates');
}
