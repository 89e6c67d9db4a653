import { add, ZERO } from '@esta-logic/shared-types';
import type { BalanceRow } from './balance-row.ts';
import { compareRows, HOURS_COLUMNS, type Totals } from './columns.ts';
import type { StatusFilter, ViewState } from './view-state.ts';

export interface VisibleRows {
  /** Every row that passes the filters, in order. */
  readonly matching: readonly BalanceRow[];
  /** The rows of this page. */
  readonly rows: readonly BalanceRow[];
  readonly page: number;
  readonly pages: number;
}

/** Filtered and sorted rows: the costly half, to be remembered between pages. */
export function matchingRows(
  rows: readonly BalanceRow[],
  view: Pick<ViewState, 'text' | 'status' | 'column' | 'direction'>,
): BalanceRow[] {
  const words = view.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const turn = view.direction === 'ascending' ? 1 : -1;
  return rows
    .filter((row) => (view.status === 'all' || row.status === view.status) && contains(row, words))
    .sort((a, b) => turn * compareRows(a, b, view.column));
}

/** The page that is asked for, or the last one there is. */
export function pageOf(matching: readonly BalanceRow[], view: Pick<ViewState, 'page' | 'pageSize'>): VisibleRows {
  const pages = Math.max(1, Math.ceil(matching.length / view.pageSize));
  const page = Math.min(view.page, pages - 1);
  return { matching, rows: matching.slice(page * view.pageSize, (page + 1) * view.pageSize), page, pages };
}

/** Every word must be in the name or the number. */
function contains(row: BalanceRow, words: readonly string[]): boolean {
  const text = `${row.name} ${row.id}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Exact sums: rounded numbers that were added up would not be the sum that an auditor gets. */
export function totalsOf(rows: readonly BalanceRow[]): Totals {
  const sums = HOURS_COLUMNS.map((column) => [column, rows.reduce((sum, row) => add(sum, row[column]), ZERO)] as const);
  return Object.fromEntries(sums) as Totals;
}

/** How many rows each status has; `all` counts every row. */
export function countByStatus(rows: readonly BalanceRow[]): Readonly<Record<StatusFilter, number>> {
  const counts = { all: rows.length, usable: 0, waiting: 0, atCap: 0, notCovered: 0 };
  for (const row of rows) counts[row.status] += 1;
  return counts;
}
