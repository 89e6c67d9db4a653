/** Characters that force quotes, whatever the delimiter: a reader that guesses the delimiter must still see one cell. */
const NEEDS_QUOTES = /[",;\t|\r\n]|^\uFEFF|^sep=/;

/** One cell, quoted when it has to be (RFC 4180 §2). */
export function csvCell(value: string): string {
  return NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Records as CSV text, each ended by `newline`; {@link readCsv} gives the same records back. */
export function writeCsv(records: readonly (readonly string[])[], delimiter = ',', newline = '\r\n'): string {
  let text = '';
  for (const record of records) {
    const line = record.map(csvCell).join(delimiter);
    text += `${record.length === 1 && line === '' ? '""' : line}${newline}`;
  }
  return text;
}
