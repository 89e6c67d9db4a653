import { utf8Length } from '@esta-logic/kernel-boundary';
import type { StagedRow } from './timesheet-file.ts';

/** Below the kernel's 1 MiB per payload, with room for the envelope of the part. */
export const PART_BYTES = 900 * 1024;

/** JSON of the row and the comma behind it. */
const bytesOf = (row: StagedRow): number => utf8Length(JSON.stringify(row)) + 1;

/**
 * Divides rows into parts whose JSON stays under `limit` bytes, without losing, adding or changing one; a part is made
 * when it is asked for, so that a large file does not hold up the event loop at once.
 * Rows of one employee stand together, in the file's order, so that a part touches few documents of the time service;
 * an employee is divided only when he does not fit into what is left of a part and has more than a quarter of one.
 */
export function* planParts(
  rows: readonly StagedRow[],
  limit: number = PART_BYTES,
): Generator<StagedRow[], void, undefined> {
  let part: StagedRow[] = [];
  let size = 0;
  for (const group of Map.groupBy(rows, (row) => row.employee).values()) {
    const sizes = group.map(bytesOf);
    const whole = sizes.reduce((sum, one) => sum + one, 0);
    const keepTogether = whole <= limit / 4;
    for (const [i, row] of group.entries()) {
      const needed = keepTogether && i === 0 ? whole : sizes[i]!;
      if (part.length > 0 && size + needed > limit) {
        yield part;
        part = [];
        size = 0;
      }
      part.push(row);
      size += sizes[i]!;
    }
  }
  if (part.length > 0) yield part;
}
