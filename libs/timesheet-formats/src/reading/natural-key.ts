import type { Rational } from '@esta-logic/shared-types';
import { add, compare, rational, toFraction } from '@esta-logic/shared-types';
import { hoursText } from '../hours-text.ts';
import type { NormalisedRow } from '../shift-rows.ts';
import type { Draft } from './draft.ts';
import type { Sheet } from './sheet.ts';

/** `/` parts a key, so it may not stand in an employee's number. */
function escaped(employee: string): string {
  return employee.includes('%') || employee.includes('/')
    ? employee.replaceAll('%', '%25').replaceAll('/', '%2F')
    : employee;
}

/** `2026-01-05T09:00-2026-01-05T17:30`, or the hours: `8h`, `17:2h` for 17/2 (a slash would part the key). */
function what(draft: Draft): string {
  if (draft.start === undefined || draft.end === undefined) return `${toFraction(draft.hours).replace('/', ':')}h`;
  return `${draft.start.local}-${draft.end.local}`;
}

/** The rows in file order, each with its natural key; equal rows are counted, so both of two 4-hour shifts of a day have their own. */
export function withKeys(sheet: Sheet, drafts: readonly Draft[]): readonly NormalisedRow[] {
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const base = `${escaped(draft.employee)}/${draft.date}/${draft.kind}/${what(draft)}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    if (count > 1) noteRepeat(sheet, draft);
    return finished(draft, `${base}/${count}`);
  });
}

function noteRepeat(sheet: Sheet, draft: Draft): void {
  const message = (rows: string): string =>
    `The same employee, day and hours as an earlier row stand in ${rows}: each was counted as a shift of its own; delete it if it is a copy.`;
  sheet.notes.inRow('REPEATED_ROW', draft.row, message);
}

function finished(draft: Draft, key: string): NormalisedRow {
  const { row, employee, name, kind, date, hours, start, end, period } = draft;
  return {
    ...{ row, employee, kind, date, hours: hoursText(hours), key },
    ...(name === undefined ? {} : { name }),
    ...(start === undefined ? {} : { start: start.text }),
    ...(end === undefined ? {} : { end: end.text }),
    ...(period === undefined ? {} : { period }),
  };
}

const DAY = rational(24);

/** Points out employees with more than 24 hours of work on one day, over all their rows of that day. */
export function noteFullDays(sheet: Sheet, drafts: readonly Draft[]): void {
  const ofEmployee = new Map<string, Map<string, Rational>>();
  for (const draft of drafts) {
    if (draft.kind !== 'work' || draft.period !== undefined || draft.start !== undefined) continue;
    let days = ofEmployee.get(draft.employee);
    if (days === undefined) ofEmployee.set(draft.employee, (days = new Map()));
    const before = days.get(draft.date);
    const total = before === undefined ? draft.hours : add(before, draft.hours);
    days.set(draft.date, total);
    if (before !== undefined && compare(total, DAY) > 0) {
      const message = (rows: string): string =>
        `With the hours of ${rows} an employee has more than 24 hours of work on one day: check these rows for copies.`;
      sheet.notes.inRow('DAY_OVER_24_HOURS', draft.row, message);
    }
  }
}
