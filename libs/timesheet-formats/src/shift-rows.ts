import type { HoursText, PlainDate } from '@esta-logic/shared-types';
import type { PayKind } from './cells/pay-code.ts';
import type { Delimiter } from './csv/detect-delimiter.ts';

/** Hours of one employee on one day (or booked on one day), as a service stores them. */
export interface NormalisedRow {
  /** The row of the file, counting from 1 as a spreadsheet does; one row of the file may give several of these. */
  readonly row: number;
  readonly employee: string;
  readonly name?: string;
  /** `work` earns sick time, `use` spends it. */
  readonly kind: 'work' | 'use';
  /** The day the shift starts on; for pay-period rows the last day of the period. */
  readonly date: PlainDate;
  /** Exact: `"17/2"`. Unpaid breaks are already taken off. */
  readonly hours: HoursText;
  /** RFC 3339 with offset when it is known, else the bare wall clock `2026-01-05T09:00:00`. */
  readonly start?: string;
  readonly end?: string;
  /** Of pay-period rows. */
  readonly period?: { readonly start?: PlainDate; readonly end: PlainDate };
  /**
   * The natural key, the same each time the same hours are exported: `employee/date/kind/what/n`, where `what` is
   * `start-end` on the wall clock or the hours, and `n` counts equal rows within the file.
   */
  readonly key: string;
}

/** A person, from an employee list. */
export interface EmployeeRow {
  readonly row: number;
  readonly employee: string;
  readonly name?: string;
  readonly hireDate?: PlainDate;
  readonly separationDate?: PlainDate;
  readonly flsa?: 'exempt' | 'nonexempt';
  readonly normalWeekHours?: HoursText;
}

/** Something the reader decided or left out, that a person should know. */
export interface Note {
  readonly code: string;
  readonly message: string;
}

/** How the bytes of a file were decoded. */
export type Encoding = 'utf-8' | 'windows-1252';

export interface ReadOptions {
  /** Said in a note where it was not UTF-8 (default). */
  readonly encoding?: Encoding;
  /** Of the description, the notes and the reasons of rejections; English unless told. */
  readonly language?: 'en' | 'es';
  /** A layout's name, or `auto` (default). */
  readonly layout?: string;
  /**
   * The employer's time zone as a port: minutes east of UTC of a wall-clock time such as `2026-03-08T09:00:00`.
   * Asked for at most twice a day of the file. Without it, hours between clock times are wall-clock hours.
   */
  readonly offsetMinutesAt?: (localDateTime: string) => number;
  /** The employer's current date, `YYYY-MM-DD`: work after it is refused. Without it only absurd years are. */
  readonly today?: string;
  /** Read `1/5/2026` this way instead of deciding from the file. */
  readonly dateOrder?: 'auto' | 'mdy' | 'dmy';
  /** The pay period of files that do not say it, `YYYY-MM-DD`. */
  readonly period?: { readonly start?: string; readonly end: string };
  /** What the employer's own pay codes mean; compared without case. */
  readonly payCodes?: Readonly<Record<string, PayKind>>;
  readonly delimiter?: Delimiter;
}
