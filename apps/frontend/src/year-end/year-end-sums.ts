import type { YearEndLine, YearEndReport } from '@esta-logic/client';
import { add, compare, isZero, type Rational, ZERO } from '@esta-logic/shared-types';
import { readHours } from '../hours/format-hours.ts';

export interface YearEndSums {
  readonly balance: Rational;
  readonly carried: Rational;
  readonly forfeited: Rational;
  /** People of whom hours lapse. */
  readonly losing: number;
}

export function sumsOf(lines: readonly YearEndLine[]): YearEndSums {
  const sum = (of: (line: YearEndLine) => string): Rational =>
    lines.reduce((total, line) => add(total, readHours(of(line))), ZERO);
  return {
    balance: sum(({ balance }) => balance),
    carried: sum(({ carried }) => carried),
    forfeited: sum(({ forfeited }) => forfeited),
    losing: lines.filter(({ forfeited }) => !isZero(readHours(forfeited))).length,
  };
}

/** Who loses most stands first: there is something to decide or to tell. Then by name. */
export function inOrderOfLoss(lines: readonly YearEndLine[]): readonly YearEndLine[] {
  return lines.toSorted(
    (a, b) =>
      compare(readHours(b.forfeited), readHours(a.forfeited)) ||
      (a.name ?? a.employee).localeCompare(b.name ?? b.employee, 'en', { numeric: true }),
  );
}

/** Years in the report that are over and not closed yet. */
export function closable({ lines }: YearEndReport, today: string): readonly YearEndLine[] {
  return lines.filter(({ end, closedOn }) => closedOn === null && end < today);
}
