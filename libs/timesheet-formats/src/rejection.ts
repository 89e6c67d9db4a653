/** Why a row was not taken; the closed list, for programs. */
export type RejectionCode =
  | 'EMPTY_FILE'
  | 'NOT_TEXT'
  | 'UNCLOSED_QUOTE'
  | 'UNKNOWN_LAYOUT'
  | 'MISSING_COLUMN'
  | 'NO_PERIOD'
  | 'TOO_MANY_CELLS'
  | 'MISSING_EMPLOYEE'
  | 'BAD_EMPLOYEE'
  | 'DUPLICATE_EMPLOYEE'
  | 'BAD_DATE'
  | 'DATE_OUT_OF_RANGE'
  | 'BAD_TIME'
  | 'MISSING_TIME'
  | 'END_BEFORE_START'
  | 'BAD_HOURS'
  | 'NEGATIVE_HOURS'
  | 'TOO_MANY_HOURS'
  | 'BAD_BREAK'
  | 'UNKNOWN_PAY_CODE'
  | 'BAD_STATUS'
  | 'OVERLAP';

/** A row that was not taken: where, what stood there, and one sentence that says what is wrong and what to do. */
export interface Rejection {
  readonly row: number;
  /** The heading as the file writes it; empty when the whole row or file is meant. */
  readonly column: string;
  readonly value: string;
  readonly code: RejectionCode;
  readonly reason: string;
}

/** Longest value that is shown to people. */
const SHOWN = 60;

/** A cell as it may be shown: one line, no control characters, not too long. */
export function shown(value: string): string {
  const line = value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}

/** `Row 14, column "Hours": "-3" is below zero; write the hours as a positive number.` An empty value reads "the cell is empty". */
export function rejection(
  at: { row: number; column: string; value: string },
  code: RejectionCode,
  problem: string,
  cure: string,
): Rejection {
  const value = shown(at.value);
  const place = at.column === '' ? `Row ${at.row}` : `Row ${at.row}, column "${shown(at.column)}"`;
  const what = value === '' ? (at.column === '' ? problem : `the cell is empty`) : `"${value}" ${problem}`;
  return { row: at.row, column: at.column, value, code, reason: `${place}: ${what}; ${cure}.` };
}

/** A failure of the file as a whole; `message` is a full sentence. */
export function fileRejection(row: number, code: RejectionCode, message: string): Rejection {
  return { row, column: '', value: '', code, reason: message };
}
