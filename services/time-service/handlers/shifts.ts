import type { Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { employeeKey, type StoredRow } from '../timesheet-row.ts';

interface ShiftsQuery {
  readonly employee: string;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

interface Shift {
  readonly kind: 'work' | 'use';
  readonly date: PlainDate;
  readonly hours: string;
}

/** Opcode `time.shifts`. Months are documents in order of dates, so whole ones outside the range are passed over. */
export function shifts(
  { employee, from = '0000-01-01' as PlainDate, to = '9999-12-31' as PlainDate }: ShiftsQuery,
  context: Context,
): { employee: string; shifts: Shift[] } {
  const prefix = `${employeeKey(employee)}/`;
  const found: Shift[] = [];
  for (const [key, rows] of context.db('shifts').each<readonly StoredRow[]>(prefix)) {
    const month = key.slice(prefix.length);
    if (month < from.slice(0, 7) || month > to.slice(0, 7)) continue;
    for (const [kind, date, hours] of rows) if (date >= from && date <= to) found.push({ kind, date, hours });
  }
  return { employee, shifts: found };
}
