import type { Context } from '@esta-logic/service-sdk';
import { partKey, type TimesheetRow } from '../timesheet-row.ts';

interface Stage {
  readonly importId: string;
  readonly part: number;
  readonly rows: readonly TimesheetRow[];
}

/** Opcode `time.import.stage`. */
export function stage({ importId, part, rows }: Stage, context: Context): { staged: number } {
  context.db('staged').writeJson(partKey(importId, part), rows);
  return { staged: rows.length };
}

/** Opcode `time.import.discard`. */
export function discard({ importId }: { readonly importId: string }, context: Context): { discarded: number } {
  const staged = context.db('staged');
  let discarded = 0;
  for (;;) {
    const page = staged.query(`${importId}/`, { limit: 16 });
    for (const { key } of page) staged.delete(key);
    discarded += page.length;
    if (page.length < 16) return { discarded };
  }
}
