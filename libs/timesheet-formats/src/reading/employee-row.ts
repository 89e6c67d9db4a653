import { compare, rational } from '@esta-logic/shared-types';
import { parseFlsa } from '../cells/employee-cell.ts';
import { hoursText } from '../hours-text.ts';
import type { EmployeeRow } from '../shift-rows.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { cellAt, fieldOf, readDate, refuse } from './sheet.ts';
import { readWho } from './who-and-what.ts';

const WEEK = rational(168);

/** One person of an employee list; empty cells are facts not given. */
export function readEmployeeRow(sheet: Sheet, row: SheetRow): EmployeeRow | undefined {
  const who = readWho(sheet, row);
  if (who === undefined) return undefined;
  const person: { -readonly [K in keyof EmployeeRow]: EmployeeRow[K] } = { row: row.row, employee: who.employee };
  if (who.name !== undefined) person.name = who.name;
  for (const field of ['hireDate', 'separationDate'] as const) {
    const column = sheet.columns.fields[field];
    if (cellAt(row, column) === '') continue;
    const date = readDate(sheet, cellAt(row, column));
    if (date === undefined)
      return refuse(sheet, row, column, 'BAD_DATE', 'is not a date', 'write it like 1/5/2026 or 2026-01-05');
    person[field] = date;
  }
  if (person.hireDate !== undefined && person.separationDate !== undefined && person.separationDate < person.hireDate) {
    return refuse(
      sheet,
      row,
      sheet.columns.fields.separationDate,
      'DATE_OUT_OF_RANGE',
      `is before the hire date ${person.hireDate}`,
      'correct one of the two dates',
    );
  }
  return readStatusAndWeek(sheet, row, person);
}

function readStatusAndWeek(sheet: Sheet, row: SheetRow, person: EmployeeRow): EmployeeRow | undefined {
  const { flsa: flsaColumn, normalWeek } = sheet.columns.fields;
  const flsa = parseFlsa(fieldOf(sheet, row, 'flsa'));
  if (flsa === 'unreadable')
    return refuse(sheet, row, flsaColumn, 'BAD_STATUS', 'is not an FLSA status', 'write Exempt or Non-Exempt');
  const week = sheet.cells.hours(cellAt(row, normalWeek));
  if (week.is === 'negative' || week.is === 'unreadable') {
    return refuse(
      sheet,
      row,
      normalWeek,
      'BAD_HOURS',
      'is not a number of hours',
      'write the hours of a normal week, like 40 or 37.5',
    );
  }
  if (week.is === 'hours' && compare(week.hours, WEEK) > 0)
    return refuse(sheet, row, normalWeek, 'TOO_MANY_HOURS', 'is more than a week has hours', 'correct the hours');
  return {
    ...person,
    ...(flsa === undefined ? {} : { flsa }),
    ...(week.is === 'hours' ? { normalWeekHours: hoursText(week.hours) } : {}),
  };
}

/** Keeps the first row of each employee; a second one is refused, since only a person can say which is right. */
export function withoutDuplicates(
  sheet: Sheet,
  people: readonly EmployeeRow[],
  rowAt: (row: number) => SheetRow,
): readonly EmployeeRow[] {
  const firstRow = new Map<string, number>();
  return people.filter((person) => {
    const first = firstRow.get(person.employee);
    if (first === undefined) {
      firstRow.set(person.employee, person.row);
      return true;
    }
    const column = sheet.employeeColumn ?? sheet.columns.fields.lastName ?? sheet.columns.fields.name;
    refuse(
      sheet,
      rowAt(person.row),
      column,
      'DUPLICATE_EMPLOYEE',
      `is already in row ${first}`,
      'keep one of the two rows, or give one a number of its own',
    );
    return false;
  });
}
