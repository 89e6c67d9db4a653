import type { FoundHeader } from './find-header.ts';
import type { NoteBook } from '../notes.ts';
import type { Rejection } from '../rejection.ts';
import { rejection } from '../rejection.ts';
import type { SheetRow } from './sheet.ts';
import { cellAt } from './sheet.ts';

const TOTAL = /^(?:grand |sub-?)?totals?:?$|^totals? for /i;
const RULE = /^[-=_]+$/;

/** The rows that hold data: without blank rows, totals, rules, repeated headers, section headings, and rows whose cells have slipped. */
export function dataRows(
  found: FoundHeader,
  rows: readonly SheetRow[],
  notes: NoteBook,
  rejected: Rejection[],
): readonly SheetRow[] {
  return rows.filter((row) => {
    if (isFurniture(found, row)) {
      notes.inRow('SKIPPED_ROW', row.row, (names) => `Totals, headings and rules in ${names} were passed over.`);
      return false;
    }
    return !slipped(found, row, rejected);
  });
}

function isFurniture(found: FoundHeader, row: SheetRow): boolean {
  const cells = row.cells.filter((cell) => cell.trim() !== '');
  if (cells.every((cell) => RULE.test(cell.trim()))) return true;
  if (row.cells.length === found.header.length && row.cells.every((cell, at) => cell === found.header[at])) return true;
  const { date, start, end, hours } = found.columns.fields;
  const dated = cellAt(row, date) !== '' || cellAt(row, start) !== '';
  if (!dated && TOTAL.test((cells[0] ?? '').trim())) return true;
  if (found.layout.sectionRows !== true || dated || cellAt(row, end) !== '' || cellAt(row, hours) !== '') return false;
  return found.columns.lists.use.every((column) => cellAt(row, column) === '');
}

/** A filled cell to the right of the last heading: a comma in an unquoted name has pushed everything along. */
function slipped(found: FoundHeader, row: SheetRow, rejected: Rejection[]): boolean {
  const at = row.cells.findIndex((cell, column) => column >= found.header.length && cell.trim() !== '');
  if (at === -1) return false;
  const problem = `stands right of the last heading (${row.cells.length} cells, ${found.header.length} headings)`;
  const place = { row: row.row, column: '', value: row.cells[at] ?? '' };
  rejected.push(
    rejection(place, 'TOO_MANY_CELLS', problem, 'put quotation marks around the cell that contains the delimiter'),
  );
  return true;
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
