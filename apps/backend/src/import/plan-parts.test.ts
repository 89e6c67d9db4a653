import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planParts } from './plan-parts.ts';
import type { StagedRow } from './timesheet-file.ts';

const row = fc.record({
  employee: fc.constantFrom('a', 'b', 'c', 'd', 'ü'),
  kind: fc.constantFrom('work' as const, 'use' as const),
  date: fc.constant('2026-01-05'),
  hours: fc.constantFrom('8', '77/6'),
  key: fc.uuid(),
});
const size = (rows: readonly StagedRow[]): number => new TextEncoder().encode(JSON.stringify(rows)).length;

describe('planParts', () => {
  it('loses, adds and changes no row, keeps each employee’s order, and keeps every part under the limit', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.integer({ min: 200, max: 2000 }), (rows, limit) => {
        const parts = [...planParts(rows, limit)];
        const flat = parts.flat();
        expect(flat.length).toBe(rows.length);
        for (const employee of new Set(rows.map((one) => one.employee))) {
          expect(flat.filter((one) => one.employee === employee)).toEqual(
            rows.filter((one) => one.employee === employee),
          );
        }
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(size(part)).toBeLessThanOrEqual(limit + 1);
        }
      }),
    );
  });

  it('does not divide a small employee between two parts', () => {
    const rows = Array.from({ length: 100 }, (_, i): StagedRow => ({
      employee: `e${i % 10}`,
      kind: 'work',
      date: '2026-01-05',
      hours: '8',
      key: `key-${i}`,
    }));
    const parts = [...planParts(rows, 4 * size(rows.filter((one) => one.employee === 'e0')) + 60)];
    expect(parts.length).toBeGreaterThan(1);
    const homes = parts.flatMap((part) => [...new Set(part.map((one) => one.employee))]);
    expect(homes.length).toBe(new Set(homes).size);
  });
});
