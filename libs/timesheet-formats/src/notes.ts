import type { Note } from './shift-rows.ts';

/** How many row numbers a note names before it says "and N more". */
const NAMED = 5;

/** Collects what the reader decided: single remarks, and things that happened in many rows, told once with their row numbers. */
export interface NoteBook {
  /** A remark on the whole file; the same code is kept once. */
  once(code: string, message: string): void;
  /** Something that happened in a row; `message` gets the rows, such as `rows 4, 9 and 12`. Different topics are told apart. */
  inRow(code: string, row: number, message: (rows: string, count: number) => string, topic?: string): void;
  list(): readonly Note[];
}

export function createNoteBook(): NoteBook {
  const single = new Map<string, string>();
  const grouped = new Map<
    string,
    { code: string; rows: number[]; count: number; message: (rows: string, count: number) => string }
  >();
  return {
    once(code, message) {
      if (!single.has(code)) single.set(code, message);
    },
    inRow(code, row, message, topic = '') {
      const key = `${code}/${topic}`;
      const group = grouped.get(key) ?? { code, rows: [], count: 0, message };
      if (group.rows.at(-1) !== row) {
        group.count += 1;
        if (group.rows.length < NAMED) group.rows.push(row);
      }
      grouped.set(key, group);
    },
    list() {
      const notes: Note[] = [...single].map(([code, message]) => ({ code, message }));
      for (const { code, rows, count, message } of grouped.values())
        notes.push({ code, message: message(rowList(rows, count), count) });
      return notes;
    },
  };
}

/** `row 4`, `rows 4 and 9`, `rows 4, 9, 12, 13, 20 and 7 more`. */
export function rowList(rows: readonly number[], count: number): string {
  const more = count - rows.length;
  if (more > 0) return `rows ${rows.join(', ')} and ${more} more`;
  if (rows.length === 1) return `row ${rows[0]}`;
  return `rows ${rows.slice(0, -1).join(', ')} and ${rows.at(-1)}`;
}
