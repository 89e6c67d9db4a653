import type { Note } from './shift-rows.ts';

/** How many row numbers a note names before it says "and N more". */
const NAMED = 5;

/** A note with what it is made of: the rows that it names, of how many, and what it is about; empty where it names none. */
export interface BookedNote extends Note {
  readonly rows: readonly number[];
  readonly count: number;
  readonly about: string;
}

/** Collects what the reader decided: single remarks, and things that happened in many rows, told once with their row numbers. */
export interface NoteBook {
  /** A remark on the whole file; the same code is kept once. `about` is what of the file it names. */
  once(code: string, message: string, about?: string): void;
  /** Something that happened in a row; `message` gets the rows, such as `rows 4, 9 and 12`. Different topics are told apart. */
  inRow(code: string, row: number, message: (rows: string, count: number) => string, topic?: string): void;
  list(): readonly BookedNote[];
}

export function createNoteBook(): NoteBook {
  const single = new Map<string, { readonly message: string; readonly about: string }>();
  const grouped = new Map<
    string,
    { code: string; about: string; rows: number[]; count: number; message: (rows: string, count: number) => string }
  >();
  return {
    once(code, message, about = '') {
      if (!single.has(code)) single.set(code, { message, about });
    },
    inRow(code, row, message, topic = '') {
      const key = `${code}/${topic}`;
      const group = grouped.get(key) ?? { code, about: topic, rows: [], count: 0, message };
      if (group.rows.at(-1) !== row) {
        group.count += 1;
        if (group.rows.length < NAMED) group.rows.push(row);
      }
      grouped.set(key, group);
    },
    list() {
      const notes: BookedNote[] = [...single].map(([code, once]) => ({ code, ...once, rows: [], count: 0 }));
      for (const { code, about, rows, count, message } of grouped.values())
        notes.push({ code, message: message(rowList(rows, count), count), rows, count, about });
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
