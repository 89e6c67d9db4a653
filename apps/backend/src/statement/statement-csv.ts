import { entryCauseWords, entryKindWord, type Language } from '@esta-logic/client';
import { parseRational, toDecimal } from '@esta-logic/shared-types';
import { STATEMENT_WORDS } from './statement-words.ts';
import type { Statement } from './statement.ts';

/** A statement as CSV (RFC 4180), one line for each entry, hours rounded and exact. */
export function statementCsv(statement: Statement, language: Language = 'en'): string {
  const words = STATEMENT_WORDS[language];
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
      entryKindWord(entry.kind, language),
      decimal(entry.hours),
      exactly(entry.hours),
      decimal(entry.balance),
      exactly(entry.balance),
      text(entryCauseWords(entry, language, decimal)),
      entry.rule,
      entry.citation,
      entry.pack,
      receipt,
    ]),
  );
  return [
    line(words.csvHeader),
    balance(from, words.openingBalance, opening),
    ...rows,
    balance(to, words.closingBalance, closing),
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
