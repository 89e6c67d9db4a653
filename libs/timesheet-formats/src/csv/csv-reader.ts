/**
 * A streaming CSV reader: text in chunks of any size, cut anywhere, gives records with the row number a spreadsheet shows.
 *
 * Grammar: RFC 4180, read kindly. Records end at LF, CR or CRLF; a cell that begins with a quote ends at the next lone
 * quote and may hold delimiters, newlines and doubled quotes; a quote anywhere else is an ordinary character, and text
 * after a closing quote is kept. A byte order mark at the very start is dropped. Every character is looked at once.
 */
export interface CsvReader {
  /** Feeds the next piece of text; records come out through the callback as soon as they are complete. */
  push(chunk: string): void;
  /** Ends the text; gives the row in which a quoted cell was opened and never closed, if any. */
  end(): { readonly unclosedQuoteRow?: number };
}

/** Receives each record with its row number, counting from 1, blank rows included. A blank row is one empty cell. */
export type OnRecord = (cells: string[], row: number) => void;

const QUOTE = 34;
const LF = 10;
const CR = 13;
const BOM = 0xfeff;

/** Where the reader stands between two characters. */
const CELL_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const QUOTE_SEEN = 3;
const AFTER_CR = 4;

/** A reader for one file; `delimiter` is a single character such as `,`, `;`, tab or `|`. */
export function createCsvReader(delimiter: string, onRecord: OnRecord): CsvReader {
  const delimiterCode = delimiter.charCodeAt(0);
  let state: number = CELL_START;
  let cells: string[] = [];
  let text = '';
  let row = 1;
  let atFileStart = true;

  const endCell = (terminator: number): void => {
    cells.push(text);
    text = '';
    state = CELL_START;
    if (terminator === delimiterCode) return;
    if (terminator === CR) state = AFTER_CR;
    const record = cells;
    cells = [];
    onRecord(record, row);
    row += 1;
  };

  /** Reads an unquoted stretch from `i`; gives the index after it. */
  const plain = (chunk: string, i: number): number => {
    let at = i;
    let code = 0;
    while (at < chunk.length) {
      code = chunk.charCodeAt(at);
      if (code === delimiterCode || code === LF || code === CR) break;
      at += 1;
    }
    const piece = chunk.slice(i, at);
    text = text === '' ? piece : text + piece;
    if (at === chunk.length) return at;
    endCell(code);
    return at + 1;
  };

  const quoted = (chunk: string, i: number): number => {
    const at = chunk.indexOf('"', i);
    const stop = at === -1 ? chunk.length : at;
    text += chunk.slice(i, stop);
    if (at === -1) return stop;
    state = QUOTE_SEEN;
    return at + 1;
  };

  /** One step from index `i` in the present state; gives the index to go on from. */
  const step = (chunk: string, i: number): number => {
    if (state === QUOTED) return quoted(chunk, i);
    if (state === PLAIN) return plain(chunk, i);
    const code = chunk.charCodeAt(i);
    if (state === QUOTE_SEEN) {
      state = code === QUOTE ? QUOTED : PLAIN;
      if (code === QUOTE) text += '"';
      return code === QUOTE ? i + 1 : i;
    }
    if (state === AFTER_CR) {
      state = CELL_START;
      if (code === LF) return i + 1;
    }
    state = code === QUOTE ? QUOTED : PLAIN;
    return code === QUOTE ? i + 1 : i;
  };

  return {
    push(chunk) {
      let i = 0;
      if (atFileStart && chunk !== '') {
        atFileStart = false;
        if (chunk.charCodeAt(0) === BOM) i = 1;
      }
      while (i < chunk.length) i = step(chunk, i);
    },
    end() {
      const unclosed = state === QUOTED;
      const unfinished = state === PLAIN || state === QUOTE_SEEN || unclosed || cells.length > 0;
      if (unfinished) endCell(LF);
      return unclosed ? { unclosedQuoteRow: row - 1 } : {};
    },
  };
}

/** All records of a whole text, blank rows included. */
export function readCsv(content: string, delimiter: string): string[][] {
  const records: string[][] = [];
  const reader = createCsvReader(delimiter, (cells) => records.push(cells));
  reader.push(content);
  reader.end();
  return records;
}
