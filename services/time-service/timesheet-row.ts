import type { PlainDate } from '@esta-logic/shared-types';

/** A shift or leave taken, as `time.import.stage` takes it; hours are an exact fraction. */
export interface TimesheetRow {
  readonly employee: string;
  readonly name?: string;
  readonly kind: 'work' | 'use';
  readonly date: PlainDate;
  readonly hours: string;
  /** The same each time the same hours are exported: what a second import is recognised by. */
  readonly key: string;
}

/** A row within its employee's month: `[kind, date, hours, key]`. */
export type StoredRow = readonly [kind: 'work' | 'use', date: PlainDate, hours: string, key: string];

/** Ids may hold any character; keys are made of them so that they stay one segment. */
export const employeeKey = (employee: string): string => encodeURIComponent(employee);
/** Of `YYYY-MM`. */
export const MONTH_LENGTH = 7;
export const monthKey = (employee: string, date: PlainDate): string =>
  `${employeeKey(employee)}/${date.slice(0, MONTH_LENGTH)}`;
export const partKey = (importId: string, part: number): string => `${importId}/${String(part).padStart(4, '0')}`;

/** One part of an import, as `time.import.stage` takes it and keeps it. */
export interface StagedPart {
  readonly importId: string;
  readonly part: number;
  readonly rows: readonly TimesheetRow[];
}
