import { fault, type Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { AccrualReport } from '../accrual-report.ts';
import { FirstSeen } from '../first-seen.ts';
import { monthKey, partKey, type StagedPart, type StoredRow, type TimesheetRow } from '../timesheet-row.ts';
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
    for (const [key, rows] of byEmployeeMonth(takePart(importId, part, context))) {
      const fresh = merge(key, rows, context);
      counts.duplicates += rows.length - fresh.length;
      for (const row of fresh) {
        counts[row.kind === 'work' ? 'shifts' : 'uses']++;
        if (row.kind === 'work') weeks.note(row.employee, row.date);
        report.add(row);
        seen.note(row);
      }
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

function byEmployeeMonth(rows: readonly TimesheetRow[]): Map<string, TimesheetRow[]> {
  const groups = new Map<string, TimesheetRow[]>();
  for (const row of rows) {
    const key = monthKey(row.employee, row.date);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Adds the rows that a month does not have yet to its document; returns those. */
function merge(key: string, rows: readonly TimesheetRow[], context: Context): readonly TimesheetRow[] {
  const shifts = context.db('shifts');
  const stored = shifts.readJson<StoredRow[]>(key) ?? [];
  const known = new Set(stored.map((row) => row[3]));
  const fresh: TimesheetRow[] = [];
  for (const row of rows) {
    if (known.has(row.key)) continue;
    known.add(row.key);
    fresh.push(row);
    stored.push([row.kind, row.date, row.hours, row.key]);
  }
  if (fresh.length > 0) shifts.writeJson(key, stored.sort(byDate));
  return fresh;
}

const byDate = (
  a: readonly [unknown, PlainDate, ...unknown[]],
  b: readonly [unknown, PlainDate, ...unknown[]],
): number => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
