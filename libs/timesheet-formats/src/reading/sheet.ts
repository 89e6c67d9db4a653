import type { PlainDate } from '@esta-logic/shared-types';
import type { DateOrder } from '../cells/date-cell.ts';
import type { HoursCell } from '../cells/hours-cell.ts';
import type { PayKind } from '../cells/pay-code.ts';
import type { Field, Layout } from '../layout.ts';
import type { Columns } from '../match-layout.ts';
import type { NoteBook } from '../notes.ts';
import type { Rejection, RejectionCode } from '../rejection.ts';
import { rejection } from '../rejection.ts';
import type { ReadOptions } from '../shift-rows.ts';
import type { Clock } from './clock.ts';
import type { MomentReader } from './moments.ts';

/** One row of the file below the header. */
export interface SheetRow {
  readonly cells: readonly string[];
  readonly row: number;
}

export interface Period {
  readonly start?: PlainDate;
  readonly end: PlainDate;
}

/** A file whose header has been found, with everything that reading one of its rows needs. */
export interface Sheet {
  readonly layout: Layout;
  readonly header: readonly string[];
  readonly columns: Columns;
  readonly decimalComma: boolean;
  readonly order: DateOrder;
  /** Index of the column that identifies employees; undefined when names do. */
  readonly employeeColumn: number | undefined;
  /** The pay period of the whole file, where it has one. */
  readonly period: Period | undefined;
  readonly clock: Clock;
  readonly options: ReadOptions;
  readonly notes: NoteBook;
  readonly rejected: Rejection[];
  readonly moments: MomentReader;
  /** What cells mean, remembered for the file. */
  readonly cells: {
    hours(text: string): HoursCell;
    pause(text: string): HoursCell;
    name(text: string): string;
    payCode(text: string): PayKind | undefined;
    job(text: string): PayKind;
  };
}

export function cellAt(row: SheetRow, column: number | undefined): string {
  return column === undefined ? '' : (row.cells[column] ?? '').trim();
}

export function fieldOf(sheet: Sheet, row: SheetRow, field: Field): string {
  return cellAt(row, sheet.columns.fields[field]);
}

/** Notes the row as not taken. Gives undefined, so that readers can `return refuse(…)`. */
export function refuse(
  sheet: Sheet,
  row: SheetRow,
  column: number | undefined,
  code: RejectionCode,
  problem: string,
  cure: string,
): undefined {
  const name = column === undefined ? '' : (sheet.header[column] ?? '').trim();
  sheet.rejected.push(rejection({ row: row.row, column: name, value: cellAt(row, column) }, code, problem, cure));
  return undefined;
}

/** The date that a cell names. */
export function readDate(sheet: Sheet, text: string): PlainDate | undefined {
  return sheet.moments.date(text)?.date;
}

/** The first day that is not absurd; time clocks did not export CSV before. */
const EARLIEST = '2000-01-01';
const LATEST = '2099-12-31';

/** True when the day is one on which these hours can have been worked or taken; else the row is refused. Leave may be booked ahead. */
export function plausible(
  sheet: Sheet,
  row: SheetRow,
  column: number | undefined,
  date: PlainDate,
  kind: 'work' | 'use',
): boolean {
  const { today } = sheet.options;
  if (today !== undefined && kind === 'work' && date > today) {
    refuse(
      sheet,
      row,
      column,
      'DATE_OUT_OF_RANGE',
      `is ${date}, which has not come yet (today is ${today})`,
      'correct the date, or import the row once it has been worked',
    );
    return false;
  }
  if (date >= EARLIEST && date <= LATEST) return true;
  refuse(sheet, row, column, 'DATE_OUT_OF_RANGE', `is ${date}, too far away to be a workday`, 'correct the year');
  return false;
}
