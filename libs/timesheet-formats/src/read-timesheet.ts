import type { OnRecord } from './csv/csv-reader.ts';
import { createCsvReader } from './csv/csv-reader.ts';
import type { CsvReader } from './csv/csv-reader.ts';
import { detectDelimiter, notText, SNIFF_LENGTH } from './csv/detect-delimiter.ts';
import { describeReading } from './describe-reading.ts';
import { createNoteBook } from './notes.ts';
import { dataRows, isBlank } from './reading/data-rows.ts';
import type { Draft } from './reading/draft.ts';
import { readEmployeeRow, withoutDuplicates } from './reading/employee-row.ts';
import type { FoundHeader, HeaderFinder } from './reading/find-header.ts';
import { createHeaderFinder, layoutsFor, noHeader, noSuchLayout } from './reading/find-header.ts';
import { readDayRow, readPeriodRow, readWideRow } from './reading/hours-row.ts';
import { noteFullDays, withKeys } from './reading/natural-key.ts';
import { openSheet } from './reading/open-sheet.ts';
import { withoutOverlaps } from './reading/overlaps.ts';
import { readPunchRow } from './reading/punch-row.ts';
import type { Sheet, SheetRow } from './reading/sheet.ts';
import type { Rejection } from './rejection.ts';
import { fileRejection } from './rejection.ts';
import type { EmployeeRow, NormalisedRow, Note, ReadOptions } from './shift-rows.ts';
import { spanishNote } from './spanish/spanish-note.ts';
import { spanishReading } from './spanish/spanish-reading.ts';
import { spanishRejection } from './spanish/spanish-rejection.ts';

/** What a file said. A file that could not be read at all has `layout: null`, no rows, and one rejection that says why. */
export interface TimesheetReading {
  readonly layout: string | null;
  readonly kind: 'shifts' | 'employees' | 'unknown';
  /** How the file was read, in one sentence. */
  readonly description: string;
  /** In file order. */
  readonly rows: readonly NormalisedRow[];
  /** Of an employee list. */
  readonly employees: readonly EmployeeRow[];
  /** In file order. */
  readonly rejected: readonly Rejection[];
  readonly notes: readonly Note[];
}

/** A file being read: text goes in piece by piece, the reading comes out at the end. Nothing a file contains makes it throw. */
export interface TimesheetReader {
  push(chunk: string): void;
  end(): TimesheetReading;
}

/** Reads a whole file from its chunks of text, cut anywhere (but not within a surrogate pair's decoding: use a streaming decoder). */
export async function readTimesheet(
  chunks: Iterable<string> | AsyncIterable<string>,
  options: ReadOptions = {},
): Promise<TimesheetReading> {
  const reader = createTimesheetReader(options);
  for await (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

/** The same for text that is already in memory. */
export function readTimesheetText(text: string, options: ReadOptions = {}): TimesheetReading {
  const reader = createTimesheetReader(options);
  reader.push(text);
  return reader.end();
}

export function createTimesheetReader(options: ReadOptions = {}): TimesheetReader {
  const wanted = options.layout ?? 'auto';
  const layouts = layoutsFor(wanted);
  const finder = createHeaderFinder(layouts ?? []);
  const rows: SheetRow[] = [];
  let sample = '';
  let csv: CsvReader | undefined;
  let delimiter = ',';
  let garbled = false;
  let failure: Rejection | undefined = layouts === undefined ? noSuchLayout(wanted) : undefined;

  const begin = (): CsvReader => {
    const isNot = notText(sample);
    if (isNot !== undefined) {
      failure ??= fileRejection(
        1,
        'NOT_TEXT',
        `The file is ${isNot}, not CSV text; open it in a spreadsheet and save it as CSV (UTF-8).`,
      );
    }
    const detected = detectDelimiter(sample);
    delimiter = options.delimiter ?? detected.delimiter;
    const made = createCsvReader(delimiter, sorter(finder, rows, detected.sepLine));
    if (failure === undefined) made.push(sample);
    sample = '';
    return made;
  };

  return {
    push(chunk) {
      if (failure !== undefined || finder.gaveUp) return;
      garbled ||= chunk.includes('\uFFFD');
      if (csv !== undefined) return csv.push(chunk);
      sample += chunk;
      if (sample.length < SNIFF_LENGTH) return;
      const rest = sample.slice(SNIFF_LENGTH);
      sample = sample.slice(0, SNIFF_LENGTH);
      csv = begin();
      if (failure === undefined) csv.push(rest);
    },
    end() {
      csv ??= begin();
      const unclosed = failure === undefined ? csv.end().unclosedQuoteRow : undefined;
      if (unclosed !== undefined) failure = unclosedQuote(unclosed);
      if (failure === undefined && finder.found === undefined) failure = noHeader(finder.above, wanted);
      if (failure !== undefined || finder.found === undefined) return failed(failure ?? noHeader([], wanted), options);
      return finish({ found: finder.found, above: finder.above, rows, delimiter, garbled }, options);
    },
  };
}

/** Sends each record to where it belongs: above the header, to the header, or below it. */
function sorter(finder: HeaderFinder, rows: SheetRow[], sepLine: boolean): OnRecord {
  return (cells, row) => {
    if (isBlank(cells) || (sepLine && row === 1)) return;
    if (finder.found !== undefined) rows.push({ cells, row });
    else if (!finder.gaveUp) finder.offer({ cells, row });
  };
}

function unclosedQuote(row: number): Rejection {
  return fileRejection(
    row,
    'UNCLOSED_QUOTE',
    `Row ${row}: a quotation mark opens a cell and is never closed; close it or delete it.`,
  );
}

function failed(english: Rejection, { language }: ReadOptions): TimesheetReading {
  const spanish = language === 'es';
  const rejection = spanish ? spanishRejection(english) : english;
  const description = `${spanish ? 'No se pudo leer el archivo.' : 'The file could not be read.'} ${rejection.reason}`;
  return { layout: null, kind: 'unknown', description, rows: [], employees: [], rejected: [rejection], notes: [] };
}

/** A file taken apart into its rows. */
interface CutFile {
  readonly found: FoundHeader;
  readonly above: readonly SheetRow[];
  readonly rows: readonly SheetRow[];
  readonly delimiter: string;
  /** Some bytes were not UTF-8, and came in as replacement characters. */
  readonly garbled: boolean;
}

function finish(file: CutFile, options: ReadOptions): TimesheetReading {
  const { found, above, delimiter } = file;
  const notes = createNoteBook();
  if (file.garbled) {
    notes.once(
      'BAD_ENCODING',
      'Some letters of the file are not UTF-8 and were lost, so names may look wrong; save it as CSV UTF-8 and import it again.',
    );
  }
  if (options.encoding === 'windows-1252') {
    notes.once(
      'WINDOWS_LETTERS',
      'The file is not UTF-8, so it was read with the letters of Windows: check names with letters such as é or ñ.',
    );
  }
  const rejected: Rejection[] = [];
  const rows = dataRows(found, file.rows, notes, rejected);
  const sheet = openSheet(found, rows, above, { options, notes, rejected, delimiter });
  const periodless = lacksPeriod(sheet);
  if (periodless !== undefined) return failed(periodless, options);
  const rowAt = (row: number): SheetRow => findRow(rows, row);
  const employees = found.layout.shape === 'employees' ? readPeople(sheet, rows, rowAt) : [];
  const drafts = found.layout.shape === 'employees' ? [] : withoutOverlaps(sheet, readDrafts(sheet, rows), rowAt);
  const shifts = withKeys(sheet, drafts);
  remark(sheet, drafts);
  rejected.sort((a, b) => a.row - b.row);
  const facts = { sheet, headerRow: found.row, delimiter, drafts, people: employees.length, rejected: rejected.length };
  const kind = found.layout.shape === 'employees' ? 'employees' : 'shifts';
  const spanish = options.language === 'es';
  return {
    layout: found.layout.name,
    kind,
    description: spanish ? spanishReading(facts) : describeReading(facts),
    rows: shifts,
    employees,
    rejected: spanish ? rejected.map(spanishRejection) : rejected,
    notes: notes.list().map((note) => ({ code: note.code, message: spanish ? spanishNote(note) : note.message })),
  };
}

/** The row with a number, by halving: rows are in order. */
function findRow(rows: readonly SheetRow[], number: number): SheetRow {
  let [low, high] = [0, rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined || row.row === number) return row ?? { cells: [], row: number };
    if (row.row < number) low = middle + 1;
    else high = middle - 1;
  }
  return { cells: [], row: number };
}

const ROW_READERS = { punches: readPunchRow, days: readDayRow, wide: readWideRow, periods: readPeriodRow } as const;

function readDrafts(sheet: Sheet, rows: readonly SheetRow[]): readonly Draft[] {
  if (sheet.layout.shape === 'employees') return [];
  const readRow = ROW_READERS[sheet.layout.shape];
  const drafts: Draft[] = [];
  for (const row of rows) for (const draft of readRow(sheet, row)) drafts.push(draft);
  return drafts;
}

function readPeople(sheet: Sheet, rows: readonly SheetRow[], rowAt: (row: number) => SheetRow): readonly EmployeeRow[] {
  const people = rows.flatMap((row) => readEmployeeRow(sheet, row) ?? []);
  return withoutDuplicates(sheet, people, rowAt);
}

/** A file of pay periods that says nowhere which one it is for cannot be booked on any day. */
function lacksPeriod(sheet: Sheet): Rejection | undefined {
  const { period, periodEnd } = sheet.columns.fields;
  if (sheet.layout.shape !== 'periods' || period !== undefined || periodEnd !== undefined || sheet.period !== undefined)
    return undefined;
  const cure = 'add a column "Period End" with its last day, or a "date" column if the rows are days';
  return fileRejection(
    1,
    'NO_PERIOD',
    `The file (${sheet.layout.name}) has hours but does not say for which dates; ${cure}.`,
  );
}

/** What holds for the whole file, once its rows are known. */
function remark(sheet: Sheet, drafts: readonly Draft[]): void {
  noteFullDays(sheet, drafts);
  if (sheet.layout.shape === 'periods' && drafts.length > 0) {
    sheet.notes.once(
      'PERIOD_ON_LAST_DAY',
      'Hours of a pay period are booked on its last day, since the file does not say on which days they were worked.',
    );
  }
  const clocked = drafts.some((draft) => draft.start !== undefined);
  if (
    clocked &&
    !sheet.clock.knowsZone &&
    drafts.some((draft) => draft.start !== undefined && draft.start.offsetMinutes === undefined)
  ) {
    sheet.notes.once(
      'NO_TIME_ZONE',
      'Hours were taken from the wall clock; a shift on a night when the clocks change would be an hour off.',
    );
  }
  if (!sheet.clock.knowsZone && drafts.some((draft) => draft.start?.offsetMinutes === 0)) {
    sheet.notes.once(
      'UTC_TIMES',
      "The times of this file are in UTC and the employer's time zone was not given: late shifts may be booked on the next day.",
    );
  }
}
