import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import {
  createTimesheetReader,
  type Encoding,
  type EmployeeRow,
  type NormalisedRow,
  type TimesheetReading,
} from '@esta-logic/timesheet-formats';
import type { ListedEmployee, ReadFile, ReadTimesheet, StagedRow } from './timesheet-file.ts';

/** Bytes between two turns of the event loop: a few milliseconds of reading. */
const CHUNK_BYTES = 64 * 1024;

/** Reads a file with `@esta-logic/timesheet-formats`, piece by piece, letting others have the event loop in between. */
export const readTimesheetFile: ReadTimesheet = async (
  bytes,
  { layout, language, offsetMinutesAt, today, onProgress, turn, signal },
) => {
  const encoding = encodingOf(bytes);
  const reader = createTimesheetReader({ layout, language, offsetMinutesAt, today, encoding });
  const decoder = new TextDecoder(encoding);
  onProgress(0, bytes.length);
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    signal?.throwIfAborted();
    reader.push(decoder.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: true }));
    // The end is told below, when the rows are understood as well.
    onProgress(Math.min(start + CHUNK_BYTES, bytes.length - 1), bytes.length);
    await turn();
  }
  reader.push(decoder.decode());
  const file = fromReading(reader.end());
  onProgress(bytes.length, bytes.length);
  return file;
};

/** Spreadsheets on Windows save CSV in its own letters unless told otherwise; what begins with the mark of UTF-8 is that. */
function encodingOf(bytes: Uint8Array): Encoding {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked || isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function fromReading({ layout, kind, description, rows, employees, rejected, notes }: TimesheetReading): ReadFile {
  const accepted = kind === 'employees' ? employees.length : new Set(rows.map(({ row }) => row)).size;
  return {
    kind: kind === 'employees' ? 'employees' : 'timesheet',
    layout: layout ?? 'unknown',
    description,
    notes: notes.map(({ message }) => message),
    accepted,
    rejected: rejected.map(({ row, column, value, reason }) => ({ row, column, value, reason })),
    rows: rows.map(stagedRow),
    employees: employees.map(listedEmployee),
  };
}

const stagedRow = ({ employee, name, kind, date, hours, key }: NormalisedRow): StagedRow =>
  name === undefined ? { employee, kind, date, hours, key } : { employee, name, kind, date, hours, key };

const listedEmployee = (row: EmployeeRow): ListedEmployee => {
  const { employee, name, hireDate, separationDate, flsa, normalWeekHours } = row;
  return {
    id: employee,
    ...(name === undefined ? {} : { name }),
    ...(hireDate === undefined ? {} : { hireDate }),
    ...(separationDate === undefined ? {} : { separationDate }),
    ...(flsa === undefined ? {} : { flsa }),
    ...(normalWeekHours === undefined ? {} : { normalWeekHours }),
  };
};
