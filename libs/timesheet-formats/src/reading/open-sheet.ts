import type { DateEvidence, DateOrder } from '../cells/date-cell.ts';
import { findDates, noEvidence, parseDateCell, settleOrder, weighDate } from '../cells/date-cell.ts';
import { splitMoment } from '../cells/moment-cell.ts';
import type { NoteBook } from '../notes.ts';
import type { Rejection } from '../rejection.ts';
import type { ReadOptions } from '../shift-rows.ts';
import { createClock } from './clock.ts';
import type { FoundHeader } from './find-header.ts';
import type { Period, Sheet, SheetRow } from './sheet.ts';
import { cellAt } from './sheet.ts';

const DATE_FIELDS = ['date', 'endDate', 'start', 'end', 'period', 'periodStart', 'periodEnd', 'hireDate', 'separationDate'] as const;

/** What the columns as a whole decide, before any row is read: the order of dates, who identifies employees, the pay period. */
export function openSheet(
  found: FoundHeader,
  rows: readonly SheetRow[],
  above: readonly SheetRow[],
  from: { options: ReadOptions; notes: NoteBook; rejected: Rejection[]; delimiter: string },
): Sheet {
  const { options, notes, rejected } = from;
  const titles = above.flatMap((row) => findDates(row.cells.join(' ')));
  const order = decideOrder(found, rows, titles, options, notes);
  const employeeColumn = found.columns.employee.find((column) => rows.some((row) => cellAt(row, column) !== ''));
  noteIdentity(found, employeeColumn, notes);
  return {
    ...{ layout: found.layout, header: found.header, columns: found.columns, order, employeeColumn, options, notes, rejected },
    decimalComma: from.delimiter === ';',
    period: options.period === undefined ? periodFromTitles(titles, order) : givenPeriod(options.period),
    clock: createClock(options.offsetMinutesAt),
    knownDates: new Map(),
  };
}

function decideOrder(found: FoundHeader, rows: readonly SheetRow[], titles: readonly string[], options: ReadOptions, notes: NoteBook): DateOrder {
  if (options.dateOrder === 'mdy' || options.dateOrder === 'dmy') return options.dateOrder;
  const evidence = gatherEvidence(found, rows, titles);
  const { order, sure, mixed } = settleOrder(evidence);
  if (mixed) {
    notes.once('MIXED_DATE_ORDER', 'Some dates of the file are written month first and some day first; all were read month first.');
  } else if (!sure) {
    const example = evidence.example ?? '';
    notes.once('ASSUMED_DATE_ORDER', `Dates such as ${example} could be read two ways, and nothing in the file decides: the month was taken to come first.`);
  } else if (order === 'dmy') {
    notes.once('DAY_FIRST_DATES', 'The dates of this file have the day first, as dates with a day above 12 show.');
  }
  return order;
}

function gatherEvidence(found: FoundHeader, rows: readonly SheetRow[], titles: readonly string[]): DateEvidence {
  const evidence = noEvidence();
  for (const text of titles) weighDate(evidence, text);
  for (const column of found.columns.dates) weighDate(evidence, found.header[column] ?? '');
  const weighed = new Set<string>();
  for (const field of DATE_FIELDS) {
    const column = found.columns.fields[field];
    if (column === undefined) continue;
    for (const row of rows) {
      const text = cellAt(row, column);
      if (text === '' || weighed.has(text)) continue;
      weighed.add(text);
      for (const date of field === 'period' ? findDates(text) : [splitMoment(text)?.date ?? '']) weighDate(evidence, date);
    }
  }
  return evidence;
}

function noteIdentity(found: FoundHeader, employeeColumn: number | undefined, notes: NoteBook): void {
  if (employeeColumn === undefined) {
    notes.once('NAMES_AS_IDS', 'The file has no employee numbers, so names tell employees apart: two people of one name would be taken for one.');
  }
  if (found.layout.signature.length > 0 && found.layout.name !== 'generic' && found.layout.name !== 'generic-punches') return;
  const read = new Set<number>([
    ...Object.values(found.columns.fields),
    ...Object.values(found.columns.lists).flat(),
    ...found.columns.employee,
    ...found.columns.dates,
  ]);
  const unread = found.header.filter((cell, at) => cell.trim() !== '' && !read.has(at));
  if (unread.length > 0) notes.once('UNREAD_COLUMNS', `Columns that were not read: ${unread.map((cell) => cell.trim()).join(', ')}.`);
}

/** `Payroll Period,07/20/2026 To 08/02/2026`: the first two dates above the header, if they are a period. */
function periodFromTitles(titles: readonly string[], order: DateOrder): Period | undefined {
  const [start, end] = titles.slice(0, 2).map((text) => parseDateCell(text, order));
  return start !== undefined && end !== undefined && start <= end ? { start, end } : undefined;
}

function givenPeriod(given: NonNullable<ReadOptions['period']>): Period | undefined {
  const end = parseDateCell(given.end, 'mdy');
  const start = given.start === undefined ? undefined : parseDateCell(given.start, 'mdy');
  if (end === undefined) return undefined;
  return start === undefined ? { end } : { start, end };
}
