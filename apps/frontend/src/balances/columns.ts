import { compare, type Rational } from '@esta-logic/shared-types';
import type { Phrase } from '../words/words.ts';
import type { BalanceRow } from './balance-row.ts';

export type HoursColumn = 'hoursWorked' | 'accrued' | 'carriedIn' | 'used' | 'available';
export type ColumnId = 'employee' | HoursColumn | 'usableFrom';

export interface Column {
  readonly id: ColumnId;
  readonly title: Phrase;
  /** What the number means, for a tooltip. */
  readonly hint: Phrase;
}

export const HOURS_COLUMNS: readonly HoursColumn[] = ['hoursWorked', 'accrued', 'carriedIn', 'used', 'available'];

export const COLUMNS: readonly Column[] = [
  { id: 'employee', title: 'Employee', hint: 'Name and number' },
  { id: 'hoursWorked', title: 'Worked', hint: 'Hours worked that count' },
  { id: 'accrued', title: 'Accrued', hint: 'Sick time earned from the hours worked' },
  { id: 'carriedIn', title: 'Carried in', hint: 'Unused sick time of the year before' },
  { id: 'used', title: 'Used', hint: 'Sick time taken' },
  { id: 'available', title: 'Available', hint: 'Sick time that is left' },
  { id: 'usableFrom', title: 'Usable from', hint: 'First day on which it may be taken' },
];

/** Order of two rows by a column, smaller first; equal rows go by employee number so that the order is always the same. */
export function compareRows(a: BalanceRow, b: BalanceRow, column: ColumnId): number {
  const order = column === 'employee' ? compareNames(a, b) : compareBy(a, b, column);
  return order !== 0 ? order : compareTexts(a.id, b.id);
}

function compareBy(a: BalanceRow, b: BalanceRow, column: HoursColumn | 'usableFrom'): number {
  return column === 'usableFrom' ? compareTexts(a.usableFrom, b.usableFrom) : compare(a[column], b[column]);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const compareTexts = (a: string, b: string): number => collator.compare(a, b);
const compareNames = (a: BalanceRow, b: BalanceRow): number => compareTexts(a.name || a.id, b.name || b.id);

export type Totals = Readonly<Record<HoursColumn, Rational>>;
