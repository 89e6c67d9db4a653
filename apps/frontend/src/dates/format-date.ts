import { dateParts, isPlainDate } from '@esta-logic/shared-types';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Jun 21, 2026`. A text that is not a date is shown as it came. */
export function formatDate(date: string): string {
  if (!isPlainDate(date)) return date;
  const { year, month, day } = dateParts(date);
  return `${MONTHS[month - 1] ?? ''} ${day}, ${year}`;
}

/** `Jun`, or `Jun 2026` where the year must be said. */
export function formatMonth(date: string, withYear: boolean): string {
  if (!isPlainDate(date)) return date;
  const { year, month } = dateParts(date);
  const name = MONTHS[month - 1] ?? '';
  return withYear ? `${name} ${year}` : name;
}
