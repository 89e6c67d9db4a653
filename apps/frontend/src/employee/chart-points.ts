import type { SeriesPoint } from '@esta-logic/client';
import { isNegative, type Rational, sub } from '@esta-logic/shared-types';
import { readHours } from '../hours/format-hours.ts';

/** One day of the drawing: balances as of that day, and what was taken since the point before. */
export interface ChartPoint {
  readonly date: string;
  readonly hoursWorked: Rational;
  readonly accrued: Rational;
  readonly used: Rational;
  readonly available: Rational;
  /** Hours taken since the point before; undefined at the first point, which has none before it. */
  readonly taken: Rational | undefined;
}

/**
 * The server's points are balances as of their date, so `used` grows through a benefit year and starts again at zero.
 * The bars show what was taken in each step: the growth, or after a new start what has been used since.
 */
export function toChartPoints(points: readonly SeriesPoint[]): ChartPoint[] {
  let before: Rational | undefined;
  return points.map((point) => {
    const used = readHours(point.used);
    const taken = before === undefined ? undefined : takenSince(before, used);
    before = used;
    return {
      date: point.date,
      hoursWorked: readHours(point.hoursWorked),
      accrued: readHours(point.accrued),
      used,
      available: readHours(point.available),
      taken,
    };
  });
}

function takenSince(before: Rational, now: Rational): Rational {
  const growth = sub(now, before);
  return isNegative(growth) ? now : growth;
}
