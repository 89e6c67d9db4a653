import type { RejectedRow } from '@esta-logic/client';

/** The refused rows as a CSV file (RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8). */
export function rejectedCsv(rows: readonly RejectedRow[]): string {
  const lines = rows.map(({ row, column, value, reason }) => [String(row), column, value, reason].map(cell).join(','));
  return `\uFEFF${['row,column,value,reason', ...lines].join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula (OWASP "CSV injection") is made text with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
