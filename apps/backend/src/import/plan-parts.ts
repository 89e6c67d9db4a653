import type { StagedRow } from './timesheet-file.ts';

/** Below the kernel's 1 MiB per payload, with room for the envelope of the part. */
export const PART_BYTES = 900 * 1024;

const encoder = new TextEncoder();
const bytesOf = (row: StagedRow): number => encoder.encode(JSON.stringify(row)).length + 1;

/**
 * Divides rows into parts whose JSON stays under `limit` bytes, without losing, adding or changing one.
 * Rows of one employee stand together, in the file's order, so that a part touches few documents of the time service;
 * an employee is divided only when he does not fit into what is left of a part and has more than a quarter of one.
 */
export function planParts(rows: readonly StagedRow[], limit: number = PART_BYTES): StagedRow[][] {
  const parts: StagedRow[][] = [];
  let part: StagedRow[] = [];
  let size = 0;
  const close = (): void => {
    if (part.length > 0) parts.push(part);
    part = [];
    size = 0;
  };
  for (const group of Map.groupBy(rows, (row) => row.employee).values()) {
    const sizes = group.map(bytesOf);
    const whole = sizes.reduce((sum, one) => sum + one, 0);
    if (size + whole > limit && whole <= limit / 4) close();
    for (const [i, row] of group.entries()) {
      if (size + sizes[i]! > limit) close();
      part.push(row);
      size += sizes[i]!;
    }
  }
  close();
  return parts;
}
