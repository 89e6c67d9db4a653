import { formatDate } from '../dates/format-date.ts';
import { formatHours } from '../hours/format-hours.ts';
import type { ChartPoint } from './chart-points.ts';

/** One point in words. */
export function readingText(point: ChartPoint): string {
  const taken = point.taken === undefined ? '' : `, ${formatHours(point.taken)} taken`;
  return `${formatDate(point.date)}: ${formatHours(point.available)} hours available, ${formatHours(point.accrued)} accrued${taken}`;
}

/** The whole picture in words, for those who do not see it. */
export function pictureText(points: readonly ChartPoint[], name: string): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return `No history for ${name}.`;
  const span = `from ${formatDate(first.date)} to ${formatDate(last.date)}`;
  return `Sick time of ${name} ${span}. Available went from ${formatHours(first.available)} to ${formatHours(last.available)} hours. The slider below reads single days, and the table below has all of them.`;
}
