import type { DateEvidence, DateOrder } from '../cells/date-cell.ts';
import { findDates, noEvidence, parseDateCell, settleOrder, weighDate } from '../cells/date-cell.ts';
import { cleanName } from '../cells/employee-cell.ts';
import { parseBreakCell, parseHoursCell } from '../cells/hours-cell.ts';
import { splitMoment } from '../cells/moment-cell.ts';
import { payKindOf, payKindOfJob } from '../cells/pay-code.ts';
import type { PayKind } from '../cells/pay-code.ts';
import type { NoteBook } from '../notes.ts';
import type { Rejection } from '../rejection.ts';
import type { ReadOptions } from '../shift-rows.ts';
import { createClock } from './clock.ts';
import type { FoundHeader } from './find-header.ts';
import { createMomentReader } from './moments.ts';
import { remembered } from './remembered.ts';
import type { Period, Sheet, SheetRow } from './sheet.ts';
import { cellAt } from './sheet.ts';

const DATE_FIELDS = [
  'date',
  'endDate',
  'start',
  'end',
  'period',
  'periodStart',
  'periodEnd',
  'hireDate',
  'separationDate',
] as const;

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
  const employeeColumn = identifyingColumn(found, rows);
  noteIdentity(found, employeeColumn, notes);
  return {
    ...{
      layout: found.layout,
      header: found.header,
      columns: found.columns,
      order,
      employeeColumn,
      options,
      notes,
      rejected,
    },
    decimalComma: from.delimiter === ';',
    period: options.period === undefined ? periodFromTitles(titles, order) : givenPeriod(options.period),
    clock: createClock(options.offsetMinutesAt),
    moments: createMomentReader(order),
    cells: cellReaders(found, options, from.delimiter === ';'),
  };
}

function decideOrder(
  found: FoundHeader,
  rows: readonly SheetRow[],
  titles: readonly string[],
  options: ReadOptions,
  notes: NoteBook,
): DateOrder {
  if (options.dateOrder === 'mdy' || options.dateOrder === 'dmy') return options.dateOrder;
  const evidence = gatherEvidence(found, rows, titles);
  const { order, sure, mixed } = settleOrder(evidence);
  if (mixed) {
    notes.once(
      'MIXED_DATE_ORDER',
      'Some dates of the file are written month first and some day first; all were read month first.',
    );
  } else if (!sure) {
    const example = evidence.example ?? '';
    notes.once(
      'ASSUMED_DATE_ORDER',
      `Dates such as ${example} could be read two ways, and nothing in the file decides: the month was taken to come first.`,
      example,
    );
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
      const text = dateEnd(cellAt(row, column));
      if (text === '' || weighed.has(text)) continue;
      weighed.add(text);
      for (const date of field === 'period' ? findDates(cellAt(row, column)) : [splitMoment(text)?.date ?? ''])
        weighDate(evidence, date);
    }
  }
  return evidence;
}

/** `1/5/2026` of `1/5/2026 9:00 AM`: a few dates instead of thousands of moments. Anything that starts otherwise stays whole. */
function dateEnd(text: string): string {
  const gap = text.indexOf(' ');
  return gap > 5 && text.charCodeAt(0) <= 57 ? text.slice(0, gap) : text;
}

function cellReaders(found: FoundHeader, options: ReadOptions, decimalComma: boolean): Sheet['cells'] {
  const own = new Map(
    Object.entries(options.payCodes ?? {}).map(([code, kind]) => [code.toLowerCase(), kind] as const),
  );
  const ownKind = (code: string): PayKind | undefined => own.get(code.toLowerCase());
  return {
    hours: remembered((text: string) => parseHoursCell(text, decimalComma)),
    pause: remembered((text: string) => parseBreakCell(text, found.layout.breakUnit ?? 'minutes', decimalComma)),
    name: remembered(cleanName),
    payCode: remembered((code: string) => ownKind(code) ?? payKindOf(code)),
    job: remembered((job: string) => ownKind(job) ?? payKindOfJob(job)),
  };
}

/** The best employee column that the file fills in; names only where no number is ever given. */
function identifyingColumn(found: FoundHeader, rows: readonly SheetRow[]): number | undefined {
  const filled = (column: number | undefined): boolean =>
    column !== undefined && rows.some((row) => cellAt(row, column) !== '');
  const { name, firstName, lastName } = found.columns.fields;
  const best = found.columns.employee.find(filled);
  return best ?? ([name, firstName, lastName].some(filled) ? undefined : found.columns.employee[0]);
}

function noteIdentity(found: FoundHeader, employeeColumn: number | undefined, notes: NoteBook): void {
  if (employeeColumn === undefined) {
    notes.once(
      'NAMES_AS_IDS',
      'The file has no employee numbers, so names tell employees apart: two people of one name would be taken for one.',
    );
  }
  if (found.layout.signature.length > 0 && found.layout.name !== 'generic' && found.layout.name !== 'generic-punches')
    return;
  const read = new Set<number>([
    ...Object.values(found.columns.fields),
    ...Object.values(found.columns.lists).flat(),
    ...found.columns.employee,
    ...found.columns.dates,
  ]);
  const { hours } = found.columns.fields;
  // A total beside columns of regular and overtime hours is not added to them.
  if (hours !== undefined && found.layout.shape !== 'punches' && found.columns.lists.work.length > 0)
    read.delete(hours);
  const unread = found.header.filter((cell, at) => cell.trim() !== '' && !read.has(at));
  const names = unread.map((cell) => cell.trim()).join(', ');
  if (unread.length > 0) notes.once('UNREAD_COLUMNS', `Columns that were not read: ${names}.`, names);
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
