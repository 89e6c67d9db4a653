import { add, compare, rational, type Rational, toFraction, ZERO } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BalanceRow, BalanceStatus } from './balance-row.ts';
import { COLUMNS, HOURS_COLUMNS } from './columns.ts';
import { countByStatus, matchingRows, pageOf, totalsOf } from './visible-rows.ts';
import { INITIAL_VIEW, viewReducer } from './view-state.ts';

const hours = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 1800 }))
  .map(([n, d]) => rational(n, d));
const row: fc.Arbitrary<BalanceRow> = fc.record({
  id: fc.integer({ min: 1, max: 9999 }).map((n) => `E-${n}`),
  name: fc.constantFrom('', 'Ana Abdi', 'ana brown', 'Émile Roy', 'Zoë Li'),
  hoursWorked: hours,
  accrued: hours,
  carriedIn: hours,
  used: hours,
  available: hours,
  usableFrom: fc.constantFrom('', '2025-02-21', '2026-07-01'),
  citations: fc.constant([]),
  useCap: fc.constant(undefined),
  status: fc.constantFrom<BalanceStatus>('usable', 'waiting', 'atCap', 'notCovered'),
  hireDateAssumed: fc.boolean(),
});
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 60 });

test('any sort keeps every row once, does not depend on the order before, and descending is ascending turned round', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...COLUMNS.map(({ id }) => id)), (all, column) => {
      const view = { ...INITIAL_VIEW, column };
      const up = matchingRows(all, view);
      expect(new Set(up)).toEqual(new Set(all));
      expect(matchingRows(all.toReversed(), view)).toEqual(up);
      expect(matchingRows(all, { ...view, direction: 'descending' })).toEqual(up.toReversed());
    }),
  );
});

test('hours are ordered by their exact value', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...HOURS_COLUMNS), (all, column) => {
      const sorted = matchingRows(all, { ...INITIAL_VIEW, column }).map((one): Rational => one[column]);
      for (const [index, value] of sorted.entries())
        if (index > 0) expect(compare(sorted[index - 1] ?? ZERO, value)).toBeLessThanOrEqual(0);
    }),
  );
});

test('pages put together are the whole list, and a page past the end is the last one', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (all, pageSize) => {
      const { pages } = pageOf(all, { page: 0, pageSize });
      expect(Array.from({ length: pages }, (_, page) => pageOf(all, { page, pageSize }).rows).flat()).toEqual(all);
      expect(pageOf(all, { page: pages + 5, pageSize })).toEqual(pageOf(all, { page: pages - 1, pageSize }));
    }),
  );
});

test('sums are exact, and the same for any order', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const sums = totalsOf(all);
      expect(totalsOf(all.toReversed())).toEqual(sums);
      expect(toFraction(sums.used)).toBe(toFraction(all.map(({ used }) => used).reduce(add, ZERO)));
    }),
  );
});

test('every situation is counted once', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const { all: total, ...each } = countByStatus(all);
      expect(Object.values(each).reduce((sum, n) => sum + n, 0)).toBe(total);
      expect(matchingRows(all, { ...INITIAL_VIEW, status: 'waiting' })).toHaveLength(each.waiting);
    }),
  );
});

test('the filter needs every word, in the name or the number, in any case', () => {
  const ana = { name: 'Ana Abdi', id: 'E-1001', status: 'usable' } as BalanceRow;
  const found = (text: string): number => matchingRows([ana], { ...INITIAL_VIEW, text }).length;
  expect(['', 'ANA', ' abdi  ana ', '1001 an', 'e-10'].map(found)).toEqual([1, 1, 1, 1, 1]);
  expect(['anna', 'ana 2', 'brown'].map(found)).toEqual([0, 0, 0]);
});

test('a new filter, sort or page size goes back to the first page; the same column turns round', () => {
  const third = viewReducer(INITIAL_VIEW, { type: 'page', page: 2 });
  expect(third.page).toBe(2);
  expect(viewReducer(third, { type: 'filter', text: 'a' })).toMatchObject({ page: 0, text: 'a' });
  expect(viewReducer(third, { type: 'status', status: 'atCap' })).toMatchObject({ page: 0, status: 'atCap' });
  expect(viewReducer(third, { type: 'page-size', pageSize: 100 })).toMatchObject({ page: 0, pageSize: 100 });
  const most = viewReducer(third, { type: 'sort', column: 'available' });
  expect(most).toMatchObject({ page: 0, column: 'available', direction: 'descending' });
  expect(viewReducer(most, { type: 'sort', column: 'available' })).toMatchObject({ direction: 'ascending' });
  expect(viewReducer(most, { type: 'sort', column: 'employee' })).toMatchObject({ direction: 'ascending' });
  expect(viewReducer(INITIAL_VIEW, { type: 'page', page: -1 }).page).toBe(0);
});
