import { fault, type Context } from '@esta-logic/service-sdk';
import { AccrualReport } from '../accrual-report.ts';
import { FirstSeen } from '../first-seen.ts';
import {
  MONTH_LENGTH,
  monthKey,
  partKey,
  type StagedPart,
  type StoredRow,
  type TimesheetRow,
} from '../timesheet-row.ts';
import { WeekPresence } from '../week-presence.ts';

interface Commit {
  readonly importId: string;
  readonly parts: number;
}

interface Summary {
  readonly shifts: number;
  readonly uses: number;
  readonly duplicates: number;
  readonly employees: number;
}

/**
 * Opcode `time.import.commit`: one crank makes every part visible. Parts are taken one after the other, so the guest
 * never holds more than one of them; the kernel keeps all of it back until this handler has returned.
 */
export function commit({ importId, parts }: Commit, context: Context): Summary {
  const report = new AccrualReport(importId, context.channel('accrual'));
  const seen = new FirstSeen(context);
  const weeks = new WeekPresence(context.db('weeks'));
  const counts = { shifts: 0, uses: 0, duplicates: 0 };
  for (let part = 0; part < parts; part++) {
    for (const group of byEmployeeMonth(takePart(importId, part, context))) {
      const fresh = merge(group, context);
      counts.duplicates += group.rows.length - fresh.length;
      if (fresh.length === 0) continue;
      const worked = fresh.filter(isWork);
      counts.shifts += worked.length;
      counts.uses += fresh.length - worked.length;
      weeks.note(group.employee, worked);
      report.add(group.employee, fresh);
      seen.note(group.employee, fresh);
    }
    report.endOfPart();
  }
  weeks.write();
  seen.tell();
  report.publish();
  const summary = { ...counts, employees: seen.employees };
  context.audit({ record: 'time.import', importId, ...summary });
  return summary;
}

function takePart(importId: string, part: number, context: Context): readonly TimesheetRow[] {
  const staged = context.db('staged');
  const key = partKey(importId, part);
  const { rows } =
    staged.readJson<StagedPart>(key) ??
    fault('not-found', `Part ${part} of import ${importId} was not staged; stage it and commit again.`);
  staged.delete(key);
  return rows;
}

/** Rows of one employee in one month. */
interface MonthRows {
  readonly key: string;
  readonly employee: string;
  readonly rows: TimesheetRow[];
}

// What is done for each row takes fields one by one, by index loops: in the guest's interpreter destructuring and iterators
// cost more than what they serve here.

/** Rows that follow each other are mostly of one employee and month: only where that changes a group is looked up. */
function byEmployeeMonth(rows: readonly TimesheetRow[]): readonly MonthRows[] {
  const groups = new Map<string, MonthRows>();
  let current: MonthRows | undefined;
  let month = '';
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const employee = row.employee;
    if (current === undefined || employee !== current.employee || !row.date.startsWith(month)) {
      const key = monthKey(employee, row.date);
      month = row.date.slice(0, MONTH_LENGTH);
      current = groups.get(key) ?? { key, employee, rows: [] };
      groups.set(key, current);
    }
    current.rows.push(row);
  }
  return [...groups.values()];
}

/** Adds the rows that a month does not have yet to its document; returns those. */
function merge({ key, rows }: MonthRows, context: Context): readonly TimesheetRow[] {
  const shifts = context.db('shifts');
  const stored = shifts.readJson<StoredRow[]>(key) ?? [];
  const known = new Set(stored.map((row) => row[3]));
  const fresh: TimesheetRow[] = [];
  let last = stored.at(-1)?.[1] ?? '';
  let inOrder = true;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const rowKey = row.key;
    if (known.has(rowKey)) continue;
    known.add(rowKey);
    fresh.push(row);
    const date = row.date;
    stored.push([row.kind, date, row.hours, rowKey]);
    if (date < last) inOrder = false;
    last = date;
  }
  if (fresh.length > 0) shifts.writeJson(key, inOrder ? stored : stored.sort(byDate));
  return fresh;
}

const isWork = (row: TimesheetRow): boolean => row.kind === 'work';

const byDate = (a: StoredRow, b: StoredRow): number => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
