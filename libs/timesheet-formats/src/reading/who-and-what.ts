import type { Rational } from '@esta-logic/shared-types';
import { compare, rational } from '@esta-logic/shared-types';
import { LONGEST_NAME } from '../cells/employee-cell.ts';
import type { PayKind } from '../cells/pay-code.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { cellAt, refuse } from './sheet.ts';

/** The employee of a row: its number, or its name where the file has no numbers. */
export interface Who {
  readonly employee: string;
  readonly name: string | undefined;
}

/** `Ana Lopez` from its parts, or the name column. */
export function nameOf(sheet: Sheet, row: SheetRow): string {
  const { firstName, lastName, name } = sheet.columns.fields;
  if (firstName !== undefined && lastName !== undefined) {
    const parts = sheet.cells.name(`${cellAt(row, firstName)} ${cellAt(row, lastName)}`);
    if (parts !== '') return parts;
  }
  return sheet.cells.name(cellAt(row, name));
}

export function readWho(sheet: Sheet, row: SheetRow): Who | undefined {
  const name = nameOf(sheet, row);
  const { name: nameColumn, lastName } = sheet.columns.fields;
  const column = sheet.employeeColumn ?? lastName ?? nameColumn;
  const employee = sheet.employeeColumn === undefined ? name : sheet.cells.name(cellAt(row, sheet.employeeColumn));
  if (employee === '')
    return refuse(sheet, row, column, 'MISSING_EMPLOYEE', 'has no employee', "write the employee's number or name");
  if (employee.length > LONGEST_NAME || name.length > LONGEST_NAME) {
    return refuse(
      sheet,
      row,
      column,
      'BAD_EMPLOYEE',
      `is longer than ${LONGEST_NAME} characters`,
      'check that a quotation mark is not missing in this row',
    );
  }
  return { employee, name: name === '' || name === employee ? undefined : name };
}

/** Whether a row is work, use or neither, by its pay code, then by its job; undefined when the code is unknown (the row is refused). */
export function readPayKind(sheet: Sheet, row: SheetRow): PayKind | undefined {
  const { payCode, job } = sheet.columns.fields;
  const code = cellAt(row, payCode);
  if (code !== '') return kindOfCode(sheet, row, payCode, code);
  const jobName = cellAt(row, job);
  return jobName === '' ? 'work' : sheet.cells.job(jobName);
}

export function kindOfCode(sheet: Sheet, row: SheetRow, column: number | undefined, code: string): PayKind | undefined {
  const kind = sheet.cells.payCode(code);
  if (kind !== undefined) return kind;
  const cure = 'write Regular, Overtime, Sick, PTO, Holiday or Vacation, or name the code when importing';
  return refuse(sheet, row, column, 'UNKNOWN_PAY_CODE', 'is a pay code that could mean work or leave', cure);
}

/** Says that a row of neither work nor use was passed over. */
export function noteIgnored(sheet: Sheet, row: SheetRow, what: string): void {
  sheet.notes.inRow(
    'IGNORED_PAY',
    row.row,
    (rows) => `"${what}" is neither worked nor sick time: its hours in ${rows} were left out.`,
    what,
  );
}

export function noteZero(sheet: Sheet, row: SheetRow): void {
  sheet.notes.inRow('ZERO_HOURS', row.row, (rows) => `No hours in ${rows}: nothing to take over.`);
}

/** Hours of one cell, at most `most`; `blank` for an empty cell, undefined when the row was refused. */
export function readHours(sheet: Sheet, row: SheetRow, column: number, most: number): Rational | 'blank' | undefined {
  const read = sheet.cells.hours(cellAt(row, column));
  if (read.is === 'blank') return 'blank';
  if (read.is === 'negative')
    return refuse(
      sheet,
      row,
      column,
      'NEGATIVE_HOURS',
      'is below zero',
      'correct the row it takes back, then delete this one',
    );
  if (read.is === 'unreadable')
    return refuse(sheet, row, column, 'BAD_HOURS', 'is not a number of hours', 'write it like 8.5 or 8:30');
  if (read.hours.n <= most || compare(read.hours, rational(most)) <= 0) return read.hours;
  return refuse(sheet, row, column, 'TOO_MANY_HOURS', `is more than ${most} hours`, 'correct the hours');
}
