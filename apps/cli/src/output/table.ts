import { printable } from './printable.ts';

export interface Column {
  readonly title: string;
  /** Numbers are aligned at their right end. */
  readonly numeric?: boolean;
}

/** A cell is one line, and nothing in it commands a terminal. */
const clean = (cell: string): string => printable(cell).replace(/[\t\r\n]/g, ' ');

/** Rows under titles, columns two spaces apart, wide characters counted as one. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((_, i) => clean(row[i] ?? '')));
  const widths = columns.map(({ title }, i) => Math.max(lengthOf(title), ...cells.map((row) => lengthOf(row[i]!))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => pad(cell, widths[i]!, columns[i]!.numeric === true))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map(({ title }) => title)), rule, ...cells.map(line)].join('\n');
}

const lengthOf = (text: string): number => [...text].length;

function pad(text: string, width: number, right: boolean): string {
  const blank = ' '.repeat(width - lengthOf(text));
  return right ? blank + text : text + blank;
}
