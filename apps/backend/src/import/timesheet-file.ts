import type { Language, RejectedRow } from '@esta-logic/client';
import type { OffsetMinutesAt } from '../http/zone-offset.ts';

/** One worked shift or one use of sick time on one day, as `time.import.stage` takes it. */
export interface StagedRow {
  readonly employee: string;
  readonly name?: string;
  readonly kind: 'work' | 'use';
  /** Plain date. */
  readonly date: string;
  /** Exact fraction text. */
  readonly hours: string;
  /** The same for the same fact in any file: what makes a second import of it a duplicate. */
  readonly key: string;
}

/** One person of an employee list, as `employee.upsert` takes it. */
export interface ListedEmployee {
  readonly id: string;
  readonly name?: string;
  readonly hireDate?: string;
  /** Last day of employment. */
  readonly separationDate?: string;
  readonly flsa?: 'exempt' | 'nonexempt';
  readonly normalWeekHours?: string;
}

/** A file, read and checked to its last row before anything is done with it. */
export interface ReadFile {
  readonly kind: 'timesheet' | 'employees';
  readonly layout: string;
  /** How the file was read, in a sentence. */
  readonly description: string;
  readonly notes: readonly string[];
  /** Rows of the file that are good; one of them may give several shifts (over midnight, per pay period). */
  readonly accepted: number;
  readonly rejected: readonly RejectedRow[];
  readonly rows: readonly StagedRow[];
  readonly employees: readonly ListedEmployee[];
}

export interface ReadOptions {
  /** Of what is said about the file. */
  readonly language: Language;
  /** `auto` or the name of a layout. */
  readonly layout: string;
  /** The employer's zone, for shifts over a night in which the clocks change. */
  readonly offsetMinutesAt: OffsetMinutesAt;
  /** The employer's current date: work after it is refused. */
  readonly today: string;
  /** Of the bytes read so far. */
  readonly onProgress: (done: number, total: number) => void;
  /** Lets the event loop turn. */
  readonly turn: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a file's bytes. What is wrong with it, down to "no layout knows it", is in `rejected`. */
export type ReadTimesheet = (bytes: Uint8Array, options: ReadOptions) => Promise<ReadFile>;
