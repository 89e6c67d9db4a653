import { fault, type Context } from '@esta-logic/service-sdk';
import { HoursBook, type ReportedHours } from '../hours-book.ts';

const partKey = (importId: string, part: number): string => `${importId}/${String(part).padStart(4, '0')}`;

interface Stage {
  readonly importId: string;
  readonly part: number;
  readonly entries: readonly ReportedHours[];
}

/** Opcode `accrual.hours.stage`. */
export function stage({ importId, part, entries }: Stage, context: Context): { staged: number } {
  context.db('staged').writeJson(partKey(importId, part), entries);
  return { staged: entries.length };
}

/** Opcode `accrual.hours.publish`: one crank, so that no balance is ever asked between two parts of a report. */
export function publish(
  { importId, parts }: { readonly importId: string; readonly parts: number },
  context: Context,
): { entries: number } {
  const staged = context.db('staged');
  const book = new HoursBook(context.db('hours'));
  let published = 0;
  for (let part = 0; part < parts; part++) {
    const key = partKey(importId, part);
    const entries =
      staged.readJson<readonly ReportedHours[]>(key) ??
      fault('not-found', `Part ${part} of the report ${importId} was not staged.`);
    for (const entry of entries) book.add(entry);
    published += entries.length;
    staged.delete(key);
  }
  return { entries: published };
}
