import { parseRational, toDecimal } from '@esta-logic/shared-types';
import { causeOf, wordFor, type Statement } from './statement.ts';

const HEADER = [
  'Employee',
  'Name',
  'Date',
  'Benefit year',
  'Entry',
  'Hours',
  'Hours exactly',
  'Balance',
  'Balance exactly',
  'Because',
  'Rule',
  'Citation',
  'Rule pack',
  'Receipt',
];

/** A statement as CSV (RFC 4180), one line for each entry, hours rounded and exact. */
export function statementCsv(statement: Statement): string {
  const { employee, name, from, to, opening, closing, receipt, entries } = statement;
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
  const balance = (date: string, word: string, hours: string): string =>
    line([
      text(employee),
      text(name ?? ''),
      date,
      '',
      word,
      '',
      '',
      decimal(hours),
      exactly(hours),
      '',
      '',
      '',
      '',
      receipt,
    ]);
  const rows = entries.map((entry) =>
    line([
      text(employee),
      text(name ?? ''),
      entry.date,
      entry.year,
      wordFor(entry.kind),
      decimal(entry.hours),
      exactly(entry.hours),
      decimal(entry.balance),
      exactly(entry.balance),
      text(causeOf(entry, decimal)),
      entry.rule,
      entry.citation,
      entry.pack,
      receipt,
    ]),
  );
  return [
    line(HEADER),
    balance(from, 'Opening balance', opening),
    ...rows,
    balance(to, 'Closing balance', closing),
  ].join('');
}

const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** What people have written must not become a formula in a spreadsheet. */
const text = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

/** A spreadsheet would read `3/4` as a date. */
const exactly = (hours: string): string => (hours.includes('/') ? ` ${hours}` : hours);

export function decimal(hours: string): string {
  const value = parseRational(hours);
  return value ? toDecimal(value, 2) : hours;
}
